/** What each call of the desk does, put together from the parts. Small on purpose: the parts hold the rules. */
import type { AppInfo, OffersShown } from '../bridge/desktopApi.ts';
import type { Handlers } from './ipc.ts';

type Desk = Handlers['desk'];
type Input<N extends keyof Desk> = Parameters<Desk[N]>[0];

/** Everything the calls need, as the composition root has it. */
export interface DeskCallParts {
  readonly info: () => Promise<AppInfo>;
  readonly server: { readonly get: () => string | undefined; readonly set: (origin: string) => void };
  readonly vault: {
    readonly get: () => string | null;
    readonly set: (token: string, keep: boolean) => Promise<void>;
    readonly clear: () => Promise<void>;
  };
  readonly window: {
    readonly show: () => void;
    readonly minimise: () => void;
    readonly toggleMaximise: () => void;
    readonly close: () => void;
  };
  readonly appearance: (input: Input<'window.appearance'>) => void;
  readonly tray: (input: Input<'tray.set'>) => void;
  readonly badge: (input: Input<'badge.set'>) => void;
  readonly notices: {
    readonly show: (input: Input<'notification.show'>) => boolean;
    readonly close: (tag: string) => void;
    readonly supported: () => boolean;
  };
  readonly offers: { readonly show: (shown: OffersShown) => void };
  readonly shortcuts: (
    input: Input<'shortcuts.set'>['shortcuts'],
  ) => Awaited<ReturnType<Desk['shortcuts.set']>>['refused'];
  readonly startAtLogin: { readonly get: () => boolean; readonly set: (on: boolean) => boolean };
  readonly closeToTray: { readonly get: () => boolean; readonly set: (on: boolean) => void };
  readonly spelling: { readonly get: () => boolean; readonly set: (on: boolean) => void };
  readonly telephoneLinks: { readonly get: () => boolean; readonly set: (on: boolean) => boolean };
  /** Seconds since the last input anywhere on this machine; null where the system does not tell. */
  readonly idleSeconds: () => number | null;
  readonly callsRunning: (on: boolean) => void;
  readonly pin: (interactionId: string, on: boolean) => boolean;
  /** Judges and opens; false when the address may not be opened. */
  readonly openExternal: (url: string) => boolean;
  readonly quitHeard: () => void;
  readonly quitAnswer: (quit: boolean) => void;
  readonly installUpdate: (idle: boolean) => void;
  readonly log: (level: 'info' | 'warn' | 'error', code: string, detail: string) => void;
}

/** Runs it and answers with nothing. */
const done =
  <I>(act: (input: I) => unknown) =>
  async (input: I): Promise<Record<string, never>> => {
    await act(input);
    return {};
  };

export function deskCalls(parts: DeskCallParts): Desk {
  const { server, vault, window, notices } = parts;
  return {
    'app.info': () => parts.info(),
    'server.get': () => ({ origin: server.get() ?? null }),
    'server.set': done(({ origin }) => server.set(origin)),
    'vault.get': () => ({ token: vault.get() }),
    'vault.set': done(({ token, keep }) => vault.set(token, keep)),
    'vault.clear': done(() => vault.clear()),
    'window.show': done(() => window.show()),
    'window.minimise': done(() => window.minimise()),
    'window.toggleMaximise': done(() => window.toggleMaximise()),
    'window.close': done(() => window.close()),
    'window.appearance': done((input) => parts.appearance(input)),
    'tray.set': done((input) => parts.tray(input)),
    'badge.set': done((input) => parts.badge(input)),
    'notification.show': (input) => ({ shown: notices.show(input) }),
    'notification.close': done(({ tag }) => notices.close(tag)),
    // The system asks by itself, at the first notice; it tells nobody what was answered.
    'notification.permission': () => ({ state: notices.supported() ? 'granted' : 'none' }),
    'offers.show': done((shown) => parts.offers.show(shown)),
    'shortcuts.set': ({ shortcuts }) => ({ refused: parts.shortcuts(shortcuts) }),
    'startAtLogin.get': () => ({ on: parts.startAtLogin.get() }),
    'startAtLogin.set': ({ on }) => ({ on: parts.startAtLogin.set(on) }),
    'closeToTray.get': () => ({ on: parts.closeToTray.get() }),
    'closeToTray.set': done(({ on }) => parts.closeToTray.set(on)),
    'spelling.get': () => ({ on: parts.spelling.get() }),
    'spelling.set': done(({ on }) => parts.spelling.set(on)),
    'telephoneLinks.get': () => ({ on: parts.telephoneLinks.get() }),
    'telephoneLinks.set': ({ on }) => ({ on: parts.telephoneLinks.set(on) }),
    'system.idle': () => ({ seconds: parts.idleSeconds() }),
    'calls.running': done(({ on }) => parts.callsRunning(on)),
    'popOut.pin': ({ interactionId, on }) => ({ on: parts.pin(interactionId, on) }),
    'external.open': ({ url }) => ({ opened: parts.openExternal(url) }),
    'quit.heard': done(() => parts.quitHeard()),
    'quit.answer': done(({ quit }) => parts.quitAnswer(quit)),
    'update.install': done(({ idle }) => parts.installUpdate(idle)),
    'log.write': done(({ level, code, detail }) => parts.log(level, code, detail)),
  };
}
