/**
 * Carries out what `notify` decides: ring, tick, native notices, the offer window, badge and tray. Started once, while a
 * person is signed in. Everything it says is also visible on the screen.
 */
import type { OfferId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

import type { OfferCard } from '../../../bridge/desktopApi.ts';
import { appInfo, desktop } from '../../connection/desktop.ts';
import { offerHeard } from '../../connection/offerSeen.ts';
import { text } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { createSoundBoard, type SoundBoard } from '../../ui/sounds/soundBoard.ts';
import { isDeskFocused, lookedAt } from '../../workspace/attention.ts';
import { serverNow, steadyNow } from '../../workspace/clock.ts';
import type { Mirror } from '../../workspace/mirror.ts';
import { quietAt } from '../../workspace/quiet.ts';
import { isCall, offersInOrder } from '../../workspace/selectors.ts';
import { onUpdates } from '../../workspace/workspaceWriter.ts';
import { workspace, type WorkspaceState } from '../../workspace/workspace.ts';
import { DeskSummary } from './deskSummary.ts';
import { factsOf, timeFacts } from './facts.ts';
import { customerOf, nativeWords } from './nativeWords.ts';
import { type Fact, notify, type Notice, REMIND_EVERY_MS, REMIND_TIMES, type View } from './notify.ts';
import { watchOtherWindows } from './otherWindows.ts';
import { pulseRow } from './pulseRow.ts';

/** A blink of the line makes no sound. */
const TROUBLE_AFTER_MS = 2_000;

export interface NotifierParts {
  /** "Why you" and the rest of an offer in words, from the feature that shows offers. */
  readonly wordsOf: (offer: Offer, mirror: Mirror) => Pick<OfferCard, 'title' | 'subtitle' | 'preview' | 'why'>;
}

/** Rings for calls on an output of its own, where the desk has a phone. */
export interface CallRinger {
  readonly ring: (on: boolean) => void;
  readonly mute: () => void;
  /** The person has pressed something: what the browser held back sounds now. */
  readonly wake: () => void;
}

let callRinger: CallRinger | undefined;

/** From now on calls ring there; undefined: with the other sounds again. */
export function setCallRinger(ringer: CallRinger | undefined): void {
  callRinger = ringer;
}

let board: SoundBoard | undefined;

/** The one sound board of the window. */
export function soundBoard(): SoundBoard {
  if (board === undefined) {
    board = createSoundBoard();
    // The occasion of a ring is its offer.
    board.onRing((offerId) => offerHeard(offerId as OfferId));
  }
  return board;
}

export function setSounds({ sounds }: Pick<Preferences, 'sounds'>): void {
  const silent = { on: false, volume: 0 };
  soundBoard().setSettings({
    chatOffer: sounds.chatOffer ?? silent,
    callRing: sounds.callRing ?? silent,
    messageTick: sounds.tick ?? silent,
    trouble: sounds.trouble ?? silent,
  });
}

/** Starts; the returned function stops everything and silences the ring. */
export function startNotifier(parts: NotifierParts): () => void {
  const notifier = new Notifier(parts);
  notifier.start();
  return () => notifier.stop();
}

class Notifier {
  readonly #parts: NotifierParts;
  readonly #ends: (() => void)[] = [];
  readonly #elsewhere = watchOtherWindows();
  readonly #summary = new DeskSummary();
  readonly #told = new Set<string>();
  readonly #queueAlerts = new Map<QueueId, number>();
  #lastTickAt = Number.NEGATIVE_INFINITY;
  #reminded = 0;
  #lostTimer: ReturnType<typeof setTimeout> | undefined;
  #known = new Set<OfferId>();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
  }

  start(): void {
    setSounds(workspace.getState().preferences);
    this.#ends.push(
      onUpdates((updates, before, after) => {
        for (const fact of factsOf(updates, before, after)) this.#tell(fact, after);
      }),
      workspace.subscribe((state, before) => this.#changed(state, before)),
      () => this.#elsewhere.stop(),
      every(1_000, () => this.#second()),
      every(REMIND_EVERY_MS, () => this.#remind()),
    );
    this.#offers(workspace.getState().mirror);
    this.#summary.show(workspace.getState());
  }

  stop(): void {
    for (const end of this.#ends) end();
    clearTimeout(this.#lostTimer);
    soundBoard().stopRing();
    callRinger?.ring(false);
    if (appInfo().can.offerWindow) this.#showWindow([], undefined);
  }

  #changed(state: WorkspaceState, before: WorkspaceState): void {
    if (state.preferences !== before.preferences) setSounds(state.preferences);
    if (state.mirror?.offers !== before.mirror?.offers) this.#offers(state.mirror);
    const calls = state.mirror?.lists.calls;
    // Everything else is quiet while the headset is at the ear.
    if (calls !== before.mirror?.lists.calls) soundBoard().setDucked(calls !== undefined && calls.size > 0);
    if (state.mirror !== before.mirror || state.link !== before.link) this.#summary.show(state);
    if (state.link.phase !== before.link.phase) this.#link(state.link.phase === 'live');
  }

  /** Rings while an offer is unanswered, whatever the reason it is there: the first snapshot after a reload counts. */
  #offers(mirror: Mirror | undefined): void {
    const offers = mirror === undefined ? [] : offersInOrder(mirror);
    const pending = offers.filter(({ state }) => state === 'pending');
    const fresh = pending.filter(({ id }) => !this.#known.has(id));
    this.#known = new Set(offers.map(({ id }) => id));
    for (const offer of fresh)
      if (mirror !== undefined) this.#tell({ kind: 'offer', interactionId: offer.interactionId }, mirror);
    this.#ring(pending, mirror);
    if (appInfo().can.offerWindow) this.#showWindow(offers, mirror);
  }

  /** A call rings over whatever else does. While one goes on it is heard in the headset, so a second call only knocks. */
  #ring(pending: readonly Offer[], mirror: Mirror | undefined): void {
    const calls = pending.filter(({ interactionId }) => mirror !== undefined && isCall(mirror, interactionId));
    const newest = calls.at(-1) ?? pending.at(-1);
    callRinger?.ring(calls.length > 0);
    if (calls.length > 0 && callRinger !== undefined) return soundBoard().stopRing();
    if (newest === undefined || mirror === undefined) return soundBoard().stopRing();
    const onCall = mirror.lists.calls.size > 0;
    return soundBoard().startRing(calls.length > 0 && !onCall ? 'callRing' : 'chatOffer', newest.id);
  }

  #showWindow(offers: readonly Offer[], mirror: Mirror | undefined): void {
    const { hideContent } = workspace.getState().preferences;
    const cards =
      mirror === undefined
        ? []
        : offers.slice(0, 3).map((offer): OfferCard => {
            const words = this.#parts.wordsOf(offer, mirror);
            const { id: offerId, interactionId, state, offeredAt, expiresAt } = offer;
            return {
              offerId,
              interactionId,
              medium: isCall(mirror, interactionId) ? 'call' : 'chat',
              state,
              offeredAt,
              expiresAt,
              ...words,
              preview: hideContent ? '' : words.preview,
            };
          });
    const more = Math.max(0, offers.length - cards.length);
    void desktop().call('offers.show', {
      cards,
      more,
      labels: {
        accept: text('notifications:window.accept'),
        decline: text('notifications:window.decline'),
        connecting: text('notifications:window.connecting'),
        more: more === 0 ? '' : text('notifications:window.more', { count: more }),
      },
      clockOffsetMs: serverNow() - Date.now(),
      theme: document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
    });
  }

  #tell(fact: Fact, mirror: Mirror): void {
    const notice = notify(fact, workspace.getState().preferences, this.#view());
    if (notice.sound === 'tick') this.#tick();
    if (notice.native) this.#native(fact, mirror);
    if (notice.inline === 'live' && 'interactionId' in fact)
      announce(text('notifications:messageSpoken', { customer: customerOf(mirror, fact.interactionId) }));
    if (notice.inline === 'pulse' && 'interactionId' in fact) pulseRow(fact.interactionId);
    this.#remember(fact, notice);
  }

  #remember(fact: Fact, notice: Notice): void {
    if (fact.kind === 'message') this.#reminded = 0;
    if (fact.kind === 'queueAlert' && notice.native) this.#queueAlerts.set(fact.queueId, steadyNow());
  }

  #native(fact: Fact, mirror: Mirror): void {
    const words = nativeWords(fact, mirror, workspace.getState().preferences.hideContent);
    const interactionId = 'interactionId' in fact ? fact.interactionId : undefined;
    // One notice per conversation: a later one takes the place of the earlier.
    const tag = interactionId ?? (fact.kind === 'queueAlert' ? `queue-${fact.queueId}` : fact.kind);
    void desktop().call('notification.show', {
      tag,
      ...words,
      ...(interactionId === undefined ? {} : { interactionId }),
    });
  }

  #second(): void {
    const { mirror } = workspace.getState();
    if (mirror === undefined) return;
    for (const { fact, key } of timeFacts(mirror, serverNow(), this.#told)) {
      this.#told.add(key);
      this.#tell(fact, mirror);
    }
    if (this.#told.size > 5_000) this.#told.clear();
  }

  #remind(): void {
    const { mirror, preferences } = workspace.getState();
    const unread =
      mirror !== undefined && [...mirror.lists.needsReply].some((id) => (mirror.interactions.get(id)?.unread ?? 0) > 0);
    if (!unread || isDeskFocused() || quietAt(preferences, serverNow()) !== undefined || this.#reminded >= REMIND_TIMES)
      return;
    this.#reminded += 1;
    this.#tick();
  }

  #tick(): void {
    this.#lastTickAt = steadyNow();
    soundBoard().play('messageTick');
  }

  #link(live: boolean): void {
    clearTimeout(this.#lostTimer);
    if (live || workspace.getState().mirror === undefined) return;
    this.#lostTimer = setTimeout(() => soundBoard().play('trouble'), TROUBLE_AFTER_MS);
    // An offer that may be gone must not ring on; the snapshot starts it again (I15).
    soundBoard().stopRing();
    callRinger?.ring(false);
    this.#known.clear();
  }

  #view(): View {
    return {
      now: steadyNow(),
      at: serverNow(),
      focused: isDeskFocused(),
      visible: document.visibilityState === 'visible',
      offerWindow: appInfo().can.offerWindow,
      open: lookedAt(),
      elsewhere: this.#elsewhere.open(),
      lastTickAt: this.#lastTickAt,
      lastQueueAlertAt: this.#queueAlerts,
    };
  }
}

function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
}

/** Silences the ring that sounds now; the next offer rings again (WCAG 1.4.2). */
export function muteRing(): void {
  soundBoard().muteRing();
  callRinger?.mute();
}

/** The person has pressed something on the page: what rings and was held back by the browser sounds now. */
export function wakeSounds(): void {
  soundBoard().wake();
  callRinger?.wake();
}

/** Plays one sound as it is set now, whether or not it is switched on. */
export function testSound(sound: 'chatOffer' | 'tick' | 'trouble'): void {
  setSounds(workspace.getState().preferences);
  soundBoard().test(sound === 'tick' ? 'messageTick' : sound);
}
