import type { AnyCommand, CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, wrongState, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

export type CallCommand = Exclude<Extract<AnyCommand, { name: `call.${string}` }>, { name: 'call.dial' }>;

/** A call to the outside or to a colleague needs a phone that is registered. */
export function dial(_state: State, _context: Context, _input: CommandInput<'call.dial'>): Decided {
  return refuse({ code: 'phoneOff' });
}

/** What is done to a call; refused where the interaction is none. */
export function actOnCall(
  _state: State,
  _context: Context,
  interaction: InteractionRecord,
  _command: CallCommand,
): Decided {
  return wrongState(interaction);
}

/** Whether the softphone of an agent has a microphone. */
export function reportPhone(_state: State, _context: Context, _input: CommandInput<'phone.report'>): Decided {
  return done([]);
}
