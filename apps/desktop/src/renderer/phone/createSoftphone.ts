import { createCallAudio, isAudible } from './callAudio.ts';
import type { PhoneEvent } from './phoneEvent.ts';
import { step } from './callMachine.ts';
import { watchCallQuality } from './callQuality.ts';
import { createCallRinging } from './callRinging.ts';
import { openDevices } from './devices.ts';
import { openHeadset } from './headset.ts';
import type { KeptCalls } from './keptCalls.ts';
import { createLine, type LineSocket, type PhoneTicket } from './line.ts';
import { meterOf, openMicrophone } from './microphone.ts';
import { type MicrophoneTrouble, watchMicrophone } from './microphoneWatch.ts';
import { type CallId, isReturning, type LegId, legsOf, type PhoneCall, type PhoneCalls } from './phoneCall.ts';
import { runSelfTest } from './selfTest.ts';
import { phoneSocketsTo } from './phoneSocket.ts';
import { createSipJsPhone } from './sipJsPhone.ts';
import type { SipPhone } from './sipPhone.ts';
import type { PhoneNotice, Softphone, SoftphoneState } from './softphone.ts';
import { createWakeLock } from './wakeLock.ts';

export interface SoftphoneParts {
  /** 1 to 40 of `a–z 0–9 _ -`; stays the same while this desk runs, a reload included, and differs between windows. */
  readonly deskId: string;
  /** Of the server: `https://desk.example`. */
  readonly origin: string;
  /** The query `phone.ticket`; undefined where it is refused or there is no connection. */
  readonly ticket: () => Promise<PhoneTicket | undefined>;
  /** The command `phone.report`: whether calls can be offered here. Told at each change. */
  readonly report: (microphone: 'ok' | 'blocked') => void;
  /** What this desk talked in before its page was loaded anew. */
  readonly kept: KeptCalls;
}

/** An accepted call whose INVITE has not come by then is over. Longer than the server joins. Milliseconds. */
const EXPECT_MS = 15_000;
/** So long the server may take to call about one that is taken back; it waits less for the page. Milliseconds. */
const RETURN_MS = 20_000;
const LOOK_EVERY_MS = 1_000;
/** Quality is measured at every second look. */
const LOOKS_PER_MEASURE = 2;

/**
 * The desk's phone, over SIP.js. Nothing is opened before {@link Softphone.register}; one that was unregistered is not used
 * again.
 */
export function createSoftphone(parts: SoftphoneParts): Softphone {
  const watchers = new Set<(state: SoftphoneState) => void>();
  const hearers = new Set<(notice: PhoneNotice) => void>();
  let calls: PhoneCalls = [];
  let sip: SipPhone | undefined;
  let sipUri = '';
  let ticket: PhoneTicket | undefined;
  let legs = 0;
  let looks: ReturnType<typeof setInterval> | undefined;
  let look = 0;
  let state: SoftphoneState;

  const tell = (notice: PhoneNotice): void => {
    for (const hear of hearers) hear(notice);
  };
  const show = (change: Partial<SoftphoneState>): void => {
    state = { ...state, ...change };
    for (const changed of watchers) changed(state);
  };
  const newLeg = (): LegId => `leg-${(legs += 1)}`;
  const running = (): PhoneCalls => calls.filter(({ phase }) => phase !== 'ended');

  const setMicrophone = (problem: MicrophoneTrouble | undefined): void => {
    const before = state.microphone;
    show({ microphone: problem === undefined ? { state: 'ok' } : { state: 'blocked', problem } });
    if (before.state !== state.microphone.state) parts.report(problem === undefined ? 'ok' : 'blocked');
    const said = before.state === 'blocked' && before.problem === problem;
    if (problem !== undefined && problem !== 'unasked' && !said && running().length > 0)
      tell({ kind: 'microphoneFailed', problem, talking: running().some(({ phase }) => phase === 'talking') });
  };
  const devices = openDevices({
    duringCall: () => running().length > 0,
    notice: tell,
    changed: () => devicesChanged(),
  });
  const audio = createCallAudio({
    microphoneId: () => devices.inUse().microphone.id,
    microphone: setMicrophone,
    microphoneGone: () => void devices.refresh(),
  });
  /** Who hears whom follows from the calls; with another microphone every leg begins silent. */
  const mix = (): void => audio.apply(calls, (leg) => sip?.mediaOf(leg));
  const microphone = watchMicrophone({
    anyMicrophone: devices.anyMicrophone,
    known: () => (state.microphone.state === 'blocked' ? state.microphone.problem : state.microphone.state),
    found: setMicrophone,
    attempt: async () => (await openMicrophone(devices.inUse().microphone.id)).stop(),
  });
  const ringing = createCallRinging();
  const lock = createWakeLock();
  const headset = openHeadset();
  state = {
    line: { phase: 'off' },
    microphone: { state: 'unknown' },
    calls,
    quality: new Map(),
    devices: { there: devices.there(), inUse: devices.inUse() },
    anchored: false,
  };

  const devicesChanged = (): void => {
    const before = state.devices.inUse;
    const inUse = devices.inUse();
    show({ devices: { there: devices.there(), inUse } });
    microphone.look();
    // One that was pulled out in the middle of a call is opened anew as soon as there is any, also under the same name.
    if (before.microphone.id !== inUse.microphone.id || audio.isCut())
      audio
        .reopen()
        .then(mix)
        .catch(() => undefined);
    const output = (use: 'speaker' | 'ringer', set: Promise<boolean>): void =>
      void set.then((ok) => {
        if (!ok) tell({ kind: 'outputRefused', use });
      });
    if (before.speaker.id !== inUse.speaker.id) {
      output('speaker', audio.setSpeaker(inUse.speaker.id));
      ringing.setSpeaker(inUse.speaker.id);
    }
    if (before.ringer.id !== inUse.ringer.id) output('ringer', ringing.setRinger(inUse.ringer.id));
  };

  /** Rings, beeps and the machine's sleep follow from the calls. */
  const surround = (): void => {
    const talking = running().filter(({ phase }) => phase !== 'expected');
    ringing.follow(talking);
    lock.hold(talking.length > 0);
    if (running().length > 0) looks ??= setInterval(lookAround, LOOK_EVERY_MS);
    else {
      clearInterval(looks);
      looks = undefined;
    }
  };

  const tellHolds = (before: PhoneCalls, event: PhoneEvent): void => {
    if (event.type !== 'holdChanged' || !event.on || event.ok) return;
    const call = before.find((each) => legsOf(each).includes(event.leg));
    if (call !== undefined) tell({ kind: 'holdFailed', callId: call.id });
  };

  const take = (event: PhoneEvent): void => {
    const before = calls;
    const made = step(calls, event, Date.now());
    ({ calls } = made);
    if (calls !== before) {
      const alive = new Set(running().flatMap(legsOf));
      for (const leg of before.flatMap(legsOf)) if (!alive.has(leg)) quality.forget(leg);
      mix();
      show({ calls, quality: new Map([...state.quality].filter(([id]) => running().some((call) => call.id === id))) });
      parts.kept.save(calls);
      surround();
    }
    for (const order of made.orders) sip?.carryOut(order);
    tellHolds(before, event);
    if (event.type === 'tonesSent' && !event.ok) tell({ kind: 'digitsLost', digit: event.digits });
  };

  const quality = watchCallQuality({
    running,
    mediaOf: (leg) => sip?.mediaOf(leg),
    restartIce: (leg) => sip?.restartIce(leg),
    measured: (measured) => show({ quality: measured }),
    notice: tell,
  });
  const lookAround = (): void => {
    take({ type: 'tick' });
    const { tell: silent, over } = audio.silent(isAudible(calls), Date.now());
    const talked = running().find(({ phase }) => phase === 'talking');
    if (silent && talked !== undefined) tell({ kind: 'notHeard', callId: talked.id });
    if (over) tell({ kind: 'heardAgain' });
    look += 1;
    // A leg that closes meanwhile has no figures any more.
    if (look % LOOKS_PER_MEASURE === 0) quality.measure().catch(() => undefined);
  };

  const phoneFor = (given: PhoneTicket): SipPhone => {
    if (sip !== undefined && sipUri === given.uri) return sip;
    sip?.close();
    sipUri = given.uri;
    sip = createSipJsPhone({
      uri: given.uri,
      deskId: parts.deskId,
      iceServers: () => ticket?.iceServers ?? [],
      firstTrack: (leg) => {
        const owner = calls.find((call) => legsOf(call).includes(leg));
        return audio.firstTrack(leg, owner !== undefined && owner.role !== 'listen');
      },
      event: take,
      newLeg,
      mediaChanged: (leg) => {
        if (sip?.mediaOf(leg) === undefined) audio.forget(leg);
        else mix();
      },
    });
    return sip;
  };

  const line = createLine({
    ticket: parts.ticket,
    open: phoneSocketsTo(parts.origin),
    attached: (socket: LineSocket, given) => {
      ticket = given;
      show({ anchored: given.anchored });
      phoneFor(given).socketChanged(socket);
    },
    heard: (text) => sip?.heard(text),
    detached: () => sip?.socketChanged(undefined),
    register: (seconds) => sip?.register(seconds) ?? Promise.resolve(undefined),
    changed: (next) => show({ line: next }),
    now: Date.now,
    chance: Math.random,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });

  const wake = (): void => {
    line.wake();
    void devices.refresh();
  };
  const backOnline = (): void => {
    wake();
    for (const { leg, phase } of running()) if (leg !== undefined && phase === 'talking') sip?.restartIce(leg);
  };
  const seen = (): void => {
    if (document.visibilityState !== 'visible') return;
    line.wake();
    microphone.look();
  };

  const hangUpAll = (): void => {
    for (const { id } of running()) take({ type: 'hangUp', callId: id });
  };
  const isKept = (call: PhoneCall): boolean =>
    isReturning(call) || (call.role === 'talk' && call.phase === 'talking' && !call.handingOver);
  /**
   * The page goes, and the sound with it: who is talked with learns it now, not when somebody misses this desk. They wait a
   * moment, because a page that is loaded anew takes its calls back; whoever is asked or listens does not.
   */
  const leave = (): void => {
    for (const call of running()) {
      if (!isKept(call)) take({ type: 'hangUp', callId: call.id });
      else if (call.phase === 'talking') {
        for (const leg of legsOf(call)) if (leg !== call.leg) sip?.carryOut({ type: 'end', leg });
        if (call.leg !== undefined) sip?.leaving(call.leg);
      }
    }
  };

  const wish =
    (type: 'hold' | 'resume' | 'swap' | 'conference' | 'endConsult' | 'handOver' | 'hangUp' | 'forget') =>
    (callId: CallId): void =>
      take({ type, callId });

  return {
    state: () => state,
    onState: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    onNotice: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    register: () => {
      addEventListener('online', backOnline);
      addEventListener('pagehide', leave);
      document.addEventListener('visibilitychange', seen);
      // Known before the first call, so that nobody is offered calls on a desk without a microphone.
      void devices.refresh();
      for (const call of parts.kept.load()) take({ type: 'returns', call, until: Date.now() + RETURN_MS });
      line.start();
    },
    unregister: async () => {
      removeEventListener('online', backOnline);
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', seen);
      hangUpAll();
      await line.stop();
      sip?.close();
      sip = undefined;
      for (const part of [ringing, microphone, devices, headset, audio]) part.close();
    },
    wake,
    answer: (callId, role = 'talk') => take({ type: 'accept', callId, role, until: Date.now() + EXPECT_MS }),
    reject: wish('hangUp'),
    dial: (callId) => take({ type: 'dial', callId, role: 'talk', leg: newLeg() }),
    listen: (callId, mode) => take({ type: 'dial', callId, role: mode, leg: newLeg() }),
    hangUp: wish('hangUp'),
    hold: wish('hold'),
    resume: wish('resume'),
    mute: (callId, on) => take({ type: 'mute', callId, on }),
    dtmf: (callId, digits) => take({ type: 'dtmf', callId, digits }),
    consult: (callId) => take({ type: 'consult', callId, leg: newLeg() }),
    swap: wish('swap'),
    conference: wish('conference'),
    complete: wish('handOver'),
    endConsult: wish('endConsult'),
    forget: wish('forget'),
    setDevices: (wanted) => devices.want(wanted),
    askForMicrophone: microphone.ask,
    restartIce: (callId) => {
      const leg = running().find(({ id }) => id === callId)?.leg;
      if (leg !== undefined) sip?.restartIce(leg);
    },
    level: audio.level,
    ring: (on) => {
      ringing.want(on);
      surround();
    },
    muteRing: ringing.mute,
    wakeRing: ringing.wake,
    setRingVolume: ringing.setVolume,
    selfTest: async (changed) => {
      const report = await runSelfTest(
        {
          openMicrophone: () => openMicrophone(devices.inUse().microphone.id),
          meter: (track) => meterOf(audio.context(), track),
          iceServers: () => ticket?.iceServers ?? [],
          lineReady: () => state.line.phase === 'ready',
          pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
          now: Date.now,
        },
        changed,
      );
      if (report.microphone.state === 'ok') setMicrophone(undefined);
      // The permission was given, so that devices have names now.
      await devices.refresh();
      return report;
    },
    headset,
  };
}
