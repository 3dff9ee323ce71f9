/**
 * What the desk may ask of the operating system, and what the system tells the desk. The only contract between the page
 * and the main process: names, and a zod schema for everything that crosses, checked on the receiving side.
 *
 * The preload script exposes {@link RawDesktop} and nothing else. In a browser `renderer/app/browserDesktop.ts` offers
 * the same with what a page can do; `app.info` says what there is, and screens show no control for what there is not.
 */
import { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import { Language } from '@ringdesk/shared/model/language.ts';
import { InteractionId, OfferId } from '@ringdesk/shared/model/ids.ts';
import { Instant } from '@ringdesk/shared/model/time.ts';
import { z } from 'zod';

const nothing = z.strictObject({});
const define = <I extends z.ZodType, R extends z.ZodType>(input: I, reply: R) => ({ input, reply });

/** Words which are already in the person's language; main shows them and makes none of its own. */
const words = z.string().max(300);

/** Address of a server: https, or http on this machine only (reliability, section 2, item 1). No path, no credentials. */
export const ServerOrigin = z
  .string()
  .max(300)
  .refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url === undefined || url.origin !== text) return false;
      return (
        url.protocol === 'https:' ||
        (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
      );
    },
    { message: 'not-a-server' },
  );

/** What the presence dot of tray and taskbar shows. */
export const TrayPresence = z.enum(['available', 'busy', 'break', 'away', 'notResponding', 'offline', 'signedOut']);
export type TrayPresence = z.infer<typeof TrayPresence>;

/** One card of the always-on-top offer window. */
export const OfferCard = z.strictObject({
  offerId: OfferId,
  interactionId: InteractionId,
  medium: z.enum(['chat', 'call']),
  state: z.enum(['pending', 'connecting']),
  title: words,
  /** Channel and queue. */
  subtitle: words,
  /** First message; empty while content is hidden. */
  preview: words,
  /** "Why you". */
  why: words,
  expiresAt: Instant,
  offeredAt: Instant,
});
export type OfferCard = z.infer<typeof OfferCard>;

/** A press in the offer window; `open` looks without accepting. */
export const OfferPress = z.strictObject({ offerId: OfferId, action: z.enum(['accept', 'decline', 'open']) });
export type OfferPress = z.infer<typeof OfferPress>;

/** What the always-on-top offer window shows; without cards it is hidden. */
export const OffersShown = z.strictObject({
  cards: z.array(OfferCard).max(3),
  more: z.number().int().min(0),
  labels: z.strictObject({ accept: words, decline: words, connecting: words, more: words }),
  /** Server's time minus this device's, so that the window counts down to the server's deadline. */
  clockOffsetMs: z.number(),
  theme: z.enum(['light', 'dark']),
});
export type OffersShown = z.infer<typeof OffersShown>;

/** A chord as the registry writes it: `F8`, `Mod+Shift+KeyA`. */
const chord = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9+]+$/, 'not-a-chord');

export const GlobalAction = z.enum(['accept', 'decline', 'intercept', 'mute', 'hangUp', 'show', 'dialClipboard']);
export type GlobalAction = z.infer<typeof GlobalAction>;

export const AppInfo = z.strictObject({
  kind: z.enum(['electron', 'browser']),
  platform: z.enum(['mac', 'windows', 'linux', 'other']),
  version: z.string().max(40),
  /** Preferred languages of the system, best first; BCP 47. */
  languages: z.array(z.string().max(35)).max(20),
  /** What this machine can do; a control for anything else is not shown. */
  can: z.strictObject({
    /** The page draws minimise, maximise and close. */
    windowButtons: z.boolean(),
    chooseServer: z.boolean(),
    /** The token survives a restart; false where the system has no safe place for it (reliability, section 2). */
    keepToken: z.boolean(),
    /** The always-on-top window; where there is none (a browser, Wayland) a notice of the system takes its place. */
    offerWindow: z.boolean(),
    /** Somebody shows the icon beside the clock; where nobody does (GNOME by itself), closing the window asks and quits. */
    tray: z.boolean(),
    /** A window of one conversation can be kept above all others. */
    pinWindows: z.boolean(),
    globalShortcuts: z.boolean(),
    startAtLogin: z.boolean(),
    notifications: z.boolean(),
    /** `tel:`, `callto:` and `sip:` links of other programs can be opened with the desk. */
    telephoneLinks: z.boolean(),
    /** Spelling needs dictionaries that are fetched first; false where the system or the browser checks by itself. */
    fetchDictionaries: z.boolean(),
  }),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** name → input and reply. */
export const desktopCalls = {
  'app.info': define(nothing, AppInfo),
  /** Server address the app was last signed in to; null at first. In a browser the page's own origin, not to be changed. */
  'server.get': define(nothing, z.strictObject({ origin: z.string().max(300).nullable() })),
  /** Also widens the content security policy of the page to this server; the page is loaded again by main when it must. */
  'server.set': define(z.strictObject({ origin: ServerOrigin }), nothing),

  /** Session token in the system's safe place. Browsers have none: their cookie is not readable. */
  'vault.get': define(nothing, z.strictObject({ token: z.string().max(200).nullable() })),
  'vault.set': define(z.strictObject({ token: z.string().max(200), keep: z.boolean() }), nothing),
  'vault.clear': define(nothing, nothing),

  'window.show': define(nothing, nothing),
  'window.minimise': define(nothing, nothing),
  'window.toggleMaximise': define(nothing, nothing),
  'window.close': define(nothing, nothing),
  /** Language and theme for native menus, the tray and the frame before the page is there. */
  'window.appearance': define(
    z.strictObject({ language: Language, theme: z.enum(['system', 'light', 'dark']) }),
    nothing,
  ),

  /** Tray icon and menu; every word of the menu comes from the page. */
  'tray.set': define(
    z.strictObject({
      presence: TrayPresence,
      tooltip: words,
      menu: z
        .array(
          z.strictObject({
            id: z
              .string()
              .max(60)
              .regex(/^[a-zA-Z.]+$/),
            label: words,
            checked: z.boolean(),
            enabled: z.boolean(),
          }),
        )
        .max(20),
    }),
    nothing,
  ),
  /** Number on dock, taskbar and tray; `attention` is drawn as `!` (signed out). `description` is read by screen readers. */
  'badge.set': define(
    z.strictObject({ count: z.number().int().min(0).max(9_999), attention: z.boolean(), description: words }),
    nothing,
  ),

  /** Replaces a notification with the same tag. A press on it comes back as `notification.opened`. */
  'notification.show': define(
    z.strictObject({ tag: z.string().max(80), title: words, body: words, interactionId: InteractionId.optional() }),
    z.strictObject({ shown: z.boolean() }),
  ),
  'notification.close': define(z.strictObject({ tag: z.string().max(80) }), nothing),
  /** May notifications be shown? Asks the person where the system wants a press for that. */
  'notification.permission': define(
    z.strictObject({ ask: z.boolean() }),
    z.strictObject({ state: z.enum(['granted', 'denied', 'notAsked', 'none']) }),
  ),

  /** The offer window: shown without the focus on the display with the pointer; no cards hides it. */
  'offers.show': define(OffersShown, nothing),

  /** Shortcuts that work while the window is in the background. Answers which could be had; an empty list frees all. */
  'shortcuts.set': define(
    z.strictObject({ shortcuts: z.array(z.strictObject({ action: GlobalAction, chord })).max(8) }),
    z.strictObject({ refused: z.array(GlobalAction) }),
  ),

  'startAtLogin.get': define(nothing, z.strictObject({ on: z.boolean() })),
  'startAtLogin.set': define(z.strictObject({ on: z.boolean() }), z.strictObject({ on: z.boolean() })),

  /** Closing the desk's window keeps it in the tray while somebody is signed in; off: it quits. */
  'closeToTray.get': define(nothing, z.strictObject({ on: z.boolean() })),
  'closeToTray.set': define(z.strictObject({ on: z.boolean() }), nothing),
  /**
   * Checks the spelling with dictionaries which are fetched from Google's servers (Chromium's own place for them); off until the
   * person has switched it on.
   */
  'spelling.get': define(nothing, z.strictObject({ on: z.boolean() })),
  'spelling.set': define(z.strictObject({ on: z.boolean() }), nothing),
  /** Keeps the window of one conversation above all others; answers whether it is. */
  'popOut.pin': define(
    z.strictObject({ interactionId: InteractionId, on: z.boolean() }),
    z.strictObject({ on: z.boolean() }),
  ),

  /** Links that dial open the desk, as the person has switched on; answers whether the system lets it be so. */
  'telephoneLinks.get': define(nothing, z.strictObject({ on: z.boolean() })),
  'telephoneLinks.set': define(z.strictObject({ on: z.boolean() }), z.strictObject({ on: z.boolean() })),
  /** For how long nobody has touched this machine; null: the system does not tell, and only the page knows of itself. */
  'system.idle': define(nothing, z.strictObject({ seconds: z.number().int().min(0).nullable() })),
  /** While somebody is on the line the system neither sleeps nor slows the page down. */
  'calls.running': define(z.strictObject({ on: z.boolean() }), nothing),

  /** Opens a page in the person's browser: https and mailto only, judged again by main. */
  'external.open': define(z.strictObject({ url: z.string().max(2_048) }), z.strictObject({ opened: z.boolean() })),

  /** `quit.asked` was heard and is shown to the person; without this or an answer within seconds the page is taken for dead. */
  'quit.heard': define(nothing, nothing),
  /** The answer to `quit.asked`. */
  'quit.answer': define(z.strictObject({ quit: z.boolean() }), nothing),
  /** Installs an update that is ready; main refuses while the desk says it is not idle. */
  'update.install': define(z.strictObject({ idle: z.boolean() }), nothing),

  /** One line for the log file: a closed code and numbers, never text of a customer. */
  'log.write': define(
    z.strictObject({ level: z.enum(['info', 'warn', 'error']), code: z.string().max(80), detail: z.string().max(500) }),
    nothing,
  ),
} as const;

export type DesktopCall = keyof typeof desktopCalls;
export type DesktopInput<N extends DesktopCall> = z.input<(typeof desktopCalls)[N]['input']>;
export type DesktopReply<N extends DesktopCall> = z.output<(typeof desktopCalls)[N]['reply']>;

/** name → what comes with it. */
export const desktopEvents = {
  /** A link of the form `ringdesk://interaction/<id>`, already checked, kept until the page listened, which asks before it follows. */
  'link.opened': z.strictObject({ interactionId: InteractionId }),
  /** A link that dials, already checked; the page asks before it calls. */
  'link.dial': z.strictObject({ number: PhoneNumber }),
  'notification.opened': z.strictObject({ interactionId: InteractionId.optional() }),
  'offer.pressed': OfferPress,
  'tray.chosen': z.strictObject({ id: z.string().max(60) }),
  'shortcut.pressed': z.strictObject({ action: GlobalAction }),
  /** The key that dials from the clipboard was pressed, and only then was it read; null: what is there is no number. */
  'clipboard.dial': z.strictObject({ number: PhoneNumber.nullable() }),
  /** `resume` and `online` mean: find out at once whether the line is alive. */
  'power.changed': z.strictObject({ state: z.enum(['suspend', 'resume', 'lock', 'unlock', 'online', 'offline']) }),
  'window.changed': z.strictObject({ visible: z.boolean(), focused: z.boolean(), maximised: z.boolean() }),
  /** The person wants to quit: the page asks about owned conversations and answers with `quit.answer`. */
  'quit.asked': nothing,
  'update.ready': z.strictObject({ version: z.string().max(40) }),
} as const;

export type DesktopEvent = keyof typeof desktopEvents;
export type DesktopEventData<N extends DesktopEvent> = z.output<(typeof desktopEvents)[N]>;

/** What the preload script exposes as `window.ringdesk`: two generic channels, values only, never an event object. */
export interface RawDesktop {
  call(name: string, input: unknown): Promise<unknown>;
  /** The returned function ends the subscription. */
  on(name: string, listener: (data: unknown) => void): () => void;
}

/** The same with types, for screens. */
export interface DesktopApi {
  call<N extends DesktopCall>(name: N, input: DesktopInput<N>): Promise<DesktopReply<N>>;
  on<N extends DesktopEvent>(name: N, listener: (data: DesktopEventData<N>) => void): () => void;
}

/**
 * Types over the raw channels. An answer or event that does not fit its schema throws or is dropped: main and page are
 * of one build, so it is a bug or an attack.
 */
export function typedDesktop(raw: RawDesktop): DesktopApi {
  return {
    async call(name, input) {
      const { reply } = desktopCalls[name];
      // The schema of this very call read it.
      return reply.parse(await raw.call(name, input)) as DesktopReply<typeof name>;
    },
    on(name, listener) {
      return raw.on(name, (data) => {
        const event = desktopEvents[name].safeParse(data);
        if (event.success) listener(event.data as DesktopEventData<typeof name>);
      });
    },
  };
}
