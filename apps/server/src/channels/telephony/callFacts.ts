import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { CallInput } from '../../application/telephony/callDoor.ts';

import type { CallFact } from './callControl.ts';

/**
 * What the endpoint reports, as the rules take it: a fact for an input. Undefined: it concerns no rule, or more must be looked
 * up before it becomes one (an arrival, a file, a phone's own wish to transfer).
 */
export function inputOfFact(fact: CallFact): CallInput | undefined {
  const about = 'callId' in fact ? { interactionId: fact.callId } : undefined;
  switch (fact.type) {
    case 'phones':
      return { type: 'phone.changed', agentId: fact.agentId, devices: [...fact.devices] };
    case 'restarted':
      return { type: 'calls.lost' };
    case 'pickedUp':
      return { type: 'call.pickedUp', ...of(about), agentId: fact.agentId };
    case 'phoneDeclined':
      return { type: 'call.phoneDeclined', ...of(about), agentId: fact.agentId };
    case 'connected':
      return { type: 'call.connected', ...of(about), agentId: fact.agentId };
    case 'connectFailed':
      return { type: 'call.connectFailed', ...of(about), agentId: fact.agentId };
    case 'farEnd':
      return { type: 'call.farEnd', ...of(about), role: fact.role, state: fact.state };
    case 'farEndFailed':
      return { type: 'call.farEndFailed', ...of(about), role: fact.role, because: fact.because };
    case 'held':
      return { type: 'call.held', ...of(about), on: fact.on };
    case 'consultEnded':
      return { type: 'call.consultEnded', ...of(about) };
    case 'recording':
      return { type: 'call.recording', ...of(about), on: fact.on };
    case 'recordingPaused':
      return { type: 'call.recordingPaused', ...of(about), on: fact.on };
    case 'rated':
      return { type: 'call.rated', ...of(about), score: fact.score };
    case 'listening':
      return { type: 'call.listening', ...of(about), agentId: fact.agentId, mode: fact.mode, on: fact.on };
    case 'ended':
      return { type: 'call.ended', ...of(about), by: fact.by, because: fact.because };
    case 'arrived':
    case 'dialled':
    case 'recorded':
    case 'referred':
    case 'digit':
    case 'trunk':
    case 'media':
    case 'ports':
      return undefined;
  }
}

function of(about: { readonly interactionId: InteractionId } | undefined): { readonly interactionId: InteractionId } {
  if (about === undefined) throw new Error('a fact about a call came without one');
  return about;
}
