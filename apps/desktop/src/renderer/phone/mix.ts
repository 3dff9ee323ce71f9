import { isListening, type LegId, type PhoneCall } from './phoneCall.ts';

/** Where sound comes from, and where it goes: the microphone, the headset's speaker, or the far end of a leg. */
export type Source = 'microphone' | LegId;
export type Sink = 'speaker' | LegId;

export interface Route {
  readonly from: Source;
  readonly to: Sink;
}

const isOpen = ({ hold }: { readonly hold: PhoneCall['hold'] }): boolean => hold === 'none';

/** Who hears whom in one call. What is not named here is not heard: on hold and muted the microphone goes nowhere. */
function routesOfCall(call: PhoneCall): readonly Route[] {
  const { leg, consult, muted, conference } = call;
  const routes: Route[] = [];
  const add = (from: Source, to: Sink): void => void routes.push({ from, to });
  if (leg === undefined || call.phase === 'ended') return routes;
  if (call.earlyMedia && call.phase === 'ringing') add(leg, 'speaker');
  if (call.phase !== 'talking') return routes;
  if (isListening(call.role)) {
    add(leg, 'speaker');
    if (call.role !== 'listen' && !muted) add('microphone', leg);
    return routes;
  }
  const parties: LegId[] = [];
  if (isOpen(call)) parties.push(leg);
  if (consult?.phase === 'talking' && isOpen(consult)) parties.push(consult.leg);
  for (const party of parties) {
    add(party, 'speaker');
    if (!muted) add('microphone', party);
    if (conference) for (const other of parties) if (other !== party) add(party, other);
  }
  for (const listener of call.listeners) {
    if (!listener.joined) continue;
    for (const party of parties) add(party, listener.leg);
    if (!muted && parties.length > 0) add('microphone', listener.leg);
    if (listener.mode !== 'listen') add(listener.leg, 'speaker');
    if (listener.mode === 'barge') for (const party of parties) add(listener.leg, party);
  }
  return routes;
}

/** Who hears whom on this phone. Two calls never hear each other. */
export const routesOf = (calls: readonly PhoneCall[]): readonly Route[] => calls.flatMap(routesOfCall);
