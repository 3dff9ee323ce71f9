import type { PhoneEvent, PhoneOrder } from '../phoneEvent.ts';
import { step } from '../callMachine.ts';
import { systemDevices } from '../deviceChoice.ts';
import type { HeadsetKey, HeadsetLamps } from '../headset.ts';
import type { Line } from '../line.ts';
import type { CallEndReason, CallId, CallRole, LegId, PhoneCalls } from '../phoneCall.ts';
import type { Quality } from '../quality.ts';
import { type SelfTestReport, untested } from '../selfTest.ts';
import type { PhoneNotice, Softphone, SoftphoneState } from '../softphone.ts';

/**
 * A softphone without wires for tests of screens: the real machine of calls, and far ends that do what the script says.
 * Holds are confirmed at once, unless {@link ScriptedSoftphone.holdsFail}.
 */
export interface ScriptedSoftphone extends Softphone {
  /** What the phone was asked to do, oldest first, as `hold call-1`. */
  readonly asked: readonly string[];
  readonly lamps: () => HeadsetLamps;
  readonly ringing: () => boolean;
  /** The server's INVITE comes: a call that was accepted is talked in, another is refused. True where it was answered. */
  readonly invite: (callId: CallId, role?: CallRole) => boolean;
  /** The far end of a call that was made here rings; `consult`: of whoever is asked. */
  readonly farEndRings: (callId: CallId, end?: 'customer' | 'consult') => void;
  readonly farEndAnswers: (callId: CallId, end?: 'customer' | 'consult') => void;
  readonly farEndLeaves: (callId: CallId, because?: CallEndReason, end?: 'customer' | 'consult') => void;
  readonly holdsFail: (fail: boolean) => void;
  readonly setLine: (line: Line) => void;
  readonly setState: (change: Partial<Omit<SoftphoneState, 'calls' | 'line'>>) => void;
  readonly setQuality: (callId: CallId, quality: Quality) => void;
  readonly setLevel: (level: number | undefined) => void;
  readonly setSelfTest: (report: SelfTestReport) => void;
  readonly notice: (notice: PhoneNotice) => void;
  readonly pressKey: (key: HeadsetKey) => void;
}

/** @param now milliseconds since 1970, for when calls begin and end */
export function scriptedSoftphone(now: () => number): ScriptedSoftphone {
  const watchers = new Set<(state: SoftphoneState) => void>();
  const hearers = new Set<(notice: PhoneNotice) => void>();
  const keyListeners = new Set<(key: HeadsetKey) => void>();
  const asked: string[] = [];
  let calls: PhoneCalls = [];
  let legs = 0;
  let failing = false;
  let level: number | undefined;
  let selfTest: SelfTestReport = untested;
  let rings = false;
  let lamps: HeadsetLamps = { inCall: false, muted: false, ringing: false };
  let state: SoftphoneState = {
    line: { phase: 'off' },
    microphone: { state: 'ok' },
    calls,
    quality: new Map(),
    devices: { there: { microphones: [], speakers: [] }, inUse: systemDevices },
    anchored: false,
  };

  const show = (change: Partial<SoftphoneState>): void => {
    state = { ...state, ...change };
    for (const changed of watchers) changed(state);
  };
  const newLeg = (): LegId => `leg-${(legs += 1)}`;
  const take = (event: PhoneEvent): readonly PhoneOrder[] => {
    const made = step(calls, event, now());
    if (made.calls !== calls) {
      ({ calls } = made);
      show({ calls });
    }
    for (const order of made.orders) {
      if (order.type === 'hold') take({ type: 'holdChanged', leg: order.leg, on: order.on, ok: !failing });
      if (order.type === 'dtmf') take({ type: 'tonesSent', leg: order.leg, digits: order.digits, ok: true });
    }
    return made.orders;
  };
  const ask = (what: string, callId: CallId, event: PhoneEvent): void => {
    asked.push(`${what} ${callId}`);
    take(event);
  };
  const wish =
    (type: 'hold' | 'resume' | 'swap' | 'conference' | 'endConsult' | 'handOver' | 'hangUp' | 'forget') =>
    (callId: CallId): void =>
      ask(type, callId, { type, callId });
  const legOf = (callId: CallId, end: 'customer' | 'consult'): LegId => {
    const call = calls.find(({ id }) => id === callId);
    const leg = end === 'customer' ? call?.leg : call?.consult?.leg;
    if (leg === undefined) throw new Error(`The call ${callId} has no leg to the ${end}.`);
    return leg;
  };

  return {
    asked,
    lamps: () => lamps,
    ringing: () => rings,
    invite: (callId, role = 'talk') => {
      const leg = newLeg();
      const answered = take({ type: 'invited', leg, callId, role, replaces: undefined }).some(
        ({ type }) => type === 'answer',
      );
      if (answered) take({ type: 'joined', leg });
      return answered;
    },
    farEndRings: (callId, end = 'customer') => void take({ type: 'ringing', leg: legOf(callId, end), media: false }),
    farEndAnswers: (callId, end = 'customer') => void take({ type: 'joined', leg: legOf(callId, end) }),
    farEndLeaves: (callId, because = 'farEnd', end = 'customer') =>
      void take({ type: 'left', leg: legOf(callId, end), because }),
    holdsFail: (fail) => {
      failing = fail;
    },
    setLine: (line) => show({ line }),
    setState: show,
    setQuality: (callId, quality) => show({ quality: new Map([...state.quality, [callId, quality]]) }),
    setLevel: (next) => {
      level = next;
    },
    setSelfTest: (report) => {
      selfTest = report;
    },
    notice: (notice) => {
      for (const hear of hearers) hear(notice);
    },
    pressKey: (key) => {
      for (const pressed of keyListeners) pressed(key);
    },

    state: () => state,
    onState: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    onNotice: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    register: () => show({ line: { phase: 'ready', since: now() } }),
    unregister: async () => show({ line: { phase: 'off' } }),
    wake: () => void asked.push('wake'),
    answer: (callId, role = 'talk') => ask('answer', callId, { type: 'accept', callId, role, until: now() + 15_000 }),
    reject: (callId) => ask('reject', callId, { type: 'hangUp', callId }),
    dial: (callId) => ask('dial', callId, { type: 'dial', callId, role: 'talk', leg: newLeg() }),
    listen: (callId, mode) => ask(mode, callId, { type: 'dial', callId, role: mode, leg: newLeg() }),
    hangUp: wish('hangUp'),
    hold: wish('hold'),
    resume: wish('resume'),
    mute: (callId, on) => ask(on ? 'mute' : 'unmute', callId, { type: 'mute', callId, on }),
    dtmf: (callId, digits) => ask(`dtmf ${digits}`, callId, { type: 'dtmf', callId, digits }),
    consult: (callId) => ask('consult', callId, { type: 'consult', callId, leg: newLeg() }),
    swap: wish('swap'),
    conference: wish('conference'),
    complete: wish('handOver'),
    endConsult: wish('endConsult'),
    forget: wish('forget'),
    setDevices: (inUse) => show({ devices: { ...state.devices, inUse } }),
    askForMicrophone: () => void asked.push('askForMicrophone'),
    restartIce: (callId) => void asked.push(`restartIce ${callId}`),
    level: () => level,
    ring: (on) => {
      rings = on;
    },
    muteRing: () => {
      rings = false;
    },
    wakeRing: () => void asked.push('wakeRing'),
    setRingVolume: (volume) => void asked.push(`volume ${volume}`),
    selfTest: async (changed) => {
      changed(selfTest);
      return selfTest;
    },
    headset: {
      offers: () => 'hid',
      name: () => undefined,
      choose: async () => true,
      onKey: (pressed) => {
        keyListeners.add(pressed);
        return () => keyListeners.delete(pressed);
      },
      show: (next) => {
        lamps = next;
      },
      close: () => undefined,
    },
  };
}
