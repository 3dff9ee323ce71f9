import { readBegun } from './begun.ts';
import { GONE } from './callLine.ts';
import { type CallEvent, type CallState, type EndReason, type Obstacle, step } from './callMachine.ts';
import { startWaitingTone } from './waitingTone.ts';
import { startLeg, type WebLeg } from './webLeg.ts';
import type { Answer } from '../session/decode.ts';

/** One call after the other, for as long as the page is open; it goes on while the panel is closed. */
export interface WebCall {
  readonly state: () => CallState;
  /** Asks for the microphone and calls; while a call goes on nothing happens. */
  readonly begin: () => void;
  readonly hangUp: () => void;
  /** Of the call that goes on: it may be recorded. */
  readonly recorded: () => boolean;
  readonly mute: (on: boolean) => void;
  readonly dtmf: (digit: string) => void;
  readonly devices: () => readonly MediaDeviceInfo[];
  readonly inUse: () => { readonly microphone: string; readonly speaker: string };
  readonly choose: (kind: 'audioinput' | 'audiooutput', deviceId: string) => void;
}

export interface WebCallParts {
  readonly origin: string;
  /** The visitor command `call.begin`, for a new call or for the one that goes on; undefined where there is no connection. */
  readonly begin: (resumes: boolean) => Promise<Answer<unknown> | undefined>;
  /** Whether the page has its connection. */
  readonly online: () => boolean;
  /** Looks for the connection now instead of at the next attempt. */
  readonly reconnect: () => void;
  readonly changed: () => void;
}

/** The connection may go before the answer comes. Milliseconds. */
const ANSWER_MS = 10_000;
/** So long a press waits for the connection to come back; how often is looked, and how often it is asked for. Milliseconds. */
const CONNECT_MS = 20_000;
const LOOK_MS = 250;
const RECONNECT_MS = 2_000;

const obstacleOf = (problem: unknown): Obstacle => {
  const name = problem instanceof Error ? problem.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'inUse';
};

const refusalOf = (answer: Answer<unknown> | undefined): Obstacle => {
  if (answer === undefined) return 'offline';
  return !answer.ok && answer.error.code === 'channelOff' ? 'closed' : 'tooMany';
};

/** What keeps this page from calling at all. */
function obstacleHere(): Obstacle | undefined {
  // Over http browsers give no microphone, this machine's own address aside.
  if (!isSecureContext) return 'insecure';
  return navigator.mediaDevices && 'RTCPeerConnection' in window ? undefined : 'unsupported';
}

export function createWebCall(parts: WebCallParts): WebCall {
  let state: CallState = { phase: 'ended', because: 'hungUp', seconds: 0 };
  let leg: WebLeg | undefined;
  let microphone: MediaStreamTrack | undefined;
  let tone: (() => void) | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let found: readonly MediaDeviceInfo[] = [];
  let inUse = { microphone: '', speaker: '' };
  /** Of the call that counts: what an earlier one still brings is let go. */
  let round = 0;
  let recorded = false;
  const ear = new Audio();
  ear.autoplay = true;

  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  const leave = (): void => leg?.hangUp();

  /** Who waits hears a tone of this page's own, unless the far end sends one; on hold it sends nothing. */
  const sound = (): void => {
    const { phase } = state;
    const alone = /^(?:waiting|ringing|connecting)$/.test(phase) && !ear.srcObject;
    if (alone || (phase === 'talking' && state.held)) tone ??= startWaitingTone();
    else {
      tone?.();
      tone = undefined;
    }
  };

  /** Tone, timer, microphone and the browser's question before leaving follow from the state. */
  const take = (event: CallEvent): void => {
    const before = state;
    state = step(state, event, Date.now());
    if (state === before) return;
    sound();
    const goesOn = state.phase !== 'ended' && state.phase !== 'stopped';
    if (goesOn) addEventListener('beforeunload', warn);
    else {
      removeEventListener('beforeunload', warn);
      removeEventListener('pagehide', leave);
      microphone?.stop();
      ear.srcObject = null;
      leg = microphone = undefined;
    }
    if (microphone) microphone.enabled = state.phase !== 'talking' || !state.muted;
    if (state.phase === 'talking') {
      ticking ??= setInterval(parts.changed, 1_000);
    } else {
      clearInterval(ticking);
      ticking = undefined;
    }
    parts.changed();
  };

  const ask = (resumes: boolean): Promise<Answer<unknown> | undefined> => {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS, undefined));
    return Promise.race([parts.begin(resumes), late]);
  };

  const isIn = (phase: CallState['phase']): boolean => state.phase === phase;

  /** Asks once there is a connection, and says meanwhile that it is looked for; undefined: there is none for too long. */
  const askOnline = async (goesOn: () => boolean): Promise<Answer<unknown> | undefined> => {
    for (let waited = 0; goesOn(); waited += LOOK_MS) {
      const on = parts.online();
      take({ type: 'broken', on: !on });
      const answer = on ? await ask(false) : undefined;
      // One that was lost under the question is looked for as well.
      if (answer || (on && parts.online()) || waited >= CONNECT_MS) return answer;
      if (waited % RECONNECT_MS === 0) parts.reconnect();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return undefined;
  };

  const open = (deviceId: string): Promise<MediaStreamTrack> =>
    navigator.mediaDevices
      .getUserMedia({ audio: { ...(deviceId && { deviceId: { ideal: deviceId } }), echoCancellation: true } })
      .then((stream) => stream.getAudioTracks()[0] ?? Promise.reject(new DOMException('', 'NotFoundError')));

  const call = async (): Promise<void> => {
    const mine = (round += 1);
    recorded = false;
    const stopped = (because: Obstacle): void => void (mine === round && take({ type: 'stopped', because }));
    const here = obstacleHere();
    if (here) return stopped(here);
    let track: MediaStreamTrack;
    try {
      track = await open(inUse.microphone);
    } catch (problem) {
      return stopped(obstacleOf(problem));
    }
    if (mine !== round || !isIn('asking')) return track.stop();
    microphone = track;
    take({ type: 'microphone' });
    // With the permission devices have names.
    found = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const answer = await askOnline(() => mine === round && isIn('calling'));
    if (mine !== round || !isIn('calling')) return;
    const begun = answer?.ok ? readBegun(answer.value) : undefined;
    if (begun === undefined) {
      track.stop();
      return stopped(refusalOf(answer));
    }
    ({ recorded } = begun);
    if (recorded) parts.changed();
    const remote = (stream: MediaStream | undefined): void => {
      // The same stream anew would begin anew.
      if (ear.srcObject !== (stream ?? null)) ear.srcObject = stream ?? null;
      if (stream) void ear.play().catch(() => undefined);
      sound();
    };
    leg = startLeg({
      origin: parts.origin,
      begun,
      track,
      remote,
      tell: (event) => mine === round && take(event),
      resume: async () => {
        const again = await ask(true);
        if (again && !again.ok && again.error.code === 'notFound') return GONE;
        return again?.ok ? readBegun(again.value)?.path : undefined;
      },
    });
    addEventListener('pagehide', leave);
  };

  const end = (because: EndReason): void => {
    round += 1;
    leg?.hangUp();
    take({ type: 'ended', because });
  };

  return {
    state: () => state,
    begin: () => {
      const before = state;
      take({ type: 'begin' });
      if (state !== before) void call();
    },
    hangUp: () => end('hungUp'),
    recorded: () => recorded,
    mute: (on) => take({ type: 'muted', on }),
    dtmf: (digit) => leg?.dtmf(digit),
    devices: () => found,
    inUse: () => inUse,
    choose: (kind, deviceId) => {
      if (kind === 'audiooutput') {
        inUse = { ...inUse, speaker: deviceId };
        void ear.setSinkId?.(deviceId).catch(() => undefined);
        return parts.changed();
      }
      inUse = { ...inUse, microphone: deviceId };
      const mine = round;
      open(deviceId).then(
        (track) => {
          if (mine !== round || !leg) return track.stop();
          microphone?.stop();
          microphone = track;
          track.enabled = state.phase !== 'talking' || !state.muted;
          leg.send(track);
        },
        // It was pulled out meanwhile: the one in use stays.
        () => undefined,
      );
      parts.changed();
    },
  };
}
