import type { CommandInput, CommandName, CommandReply } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';

import { sendCommand } from '../../../connection/connection.ts';
import { workspace } from '../../../workspace/workspace.ts';

/** A fresh snapshot takes a moment; longer than this it is no moment any more. */
const LONGEST_MS = 5_000;

const isRenewing = (): boolean => {
  const { phase, reason } = workspace.getState().link;
  return phase === 'lost' && reason === 'resync';
};

/**
 * Sends a command of the settings. Changing who belongs where renews the snapshot of those concerned, often the very
 * person who saves: the next command then waits until the new one is there, instead of being refused.
 */
export async function sendSetting<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
): Promise<Result<CommandReply<N>, Refusal>> {
  if (isRenewing()) await renewed();
  return sendCommand(name, input);
}

function renewed(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, LONGEST_MS);
    const unsubscribe = workspace.subscribe(() => {
      if (!isRenewing()) done();
    });
  });
}
