/**
 * The store of the desk: what the server said (the mirror), what is on its way, and what this device shows.
 *
 * Read it with the hooks of `hooks.ts`. Only the connection writes it (`workspaceWriter.ts`); the one thing a screen
 * sets is what the person is looking at ({@link showInteraction}).
 */
import type { AgentId, CommandId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Offer, OfferEnd } from '@ringdesk/shared/model/offer.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { AnyCommand } from '@ringdesk/shared/protocol/commands.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';
import { createStore } from 'zustand/vanilla';

import type { Mirror } from './mirror.ts';
import type { PendingMessage } from './pendingMessage.ts';
import { defaultPreferences } from './preferences.ts';
import type { Transcript } from './transcript.ts';

/**
 * How the desk stands to its server. `live` is the only phase in which what is shown is known to be current; in all
 * others the screen says since when it is not.
 */
export interface Link {
  readonly phase: 'starting' | 'connecting' | 'live' | 'lost' | 'signedOut' | 'wrongVersion';
  /** When this phase began; device time for phases without a server. */
  readonly since: Instant;
  /** `lost` only: when the next attempt is made. */
  readonly retryAt?: Instant;
  /** `lost` only. `resync`: connected, but a hole in the sequence is being filled. */
  readonly reason?: 'network' | 'restarting' | 'tooSlow' | 'resync';
}

/** An offer that ended, kept for the line that tells how (desk 2.2: 8 s). */
export interface EndedOffer {
  readonly offer: Offer;
  readonly end: OfferEnd;
  /** Server time at which this device learned it. */
  readonly at: Instant;
}
export const ENDED_OFFER_MS = 8_000;

/** What the customer is typing now [42]; never stored. */
export interface CustomerTyping {
  /** Empty when the channel does not show the text. */
  readonly text: string;
  readonly at: Instant;
}

/** A colleague who writes in a conversation now; never stored. */
export interface ColleagueWrites {
  readonly agentId: AgentId;
  readonly kind: 'reply' | 'note';
}

export interface WorkspaceState {
  readonly link: Link;
  /** The server's disk is full: it keeps nothing new until there is room. Told by the server; not known without a connection. */
  readonly serverFull: boolean;
  /** As the server said it. */
  readonly confirmed: Mirror | undefined;
  /** `confirmed` with what my own commands on their way will change; this is what screens show. */
  readonly mirror: Mirror | undefined;
  readonly onTheirWay: ReadonlyMap<CommandId, { readonly command: AnyCommand; readonly at: Instant }>;
  readonly endedOffers: readonly EndedOffer[];
  readonly transcripts: ReadonlyMap<InteractionId, Transcript>;
  readonly pendingMessages: ReadonlyMap<InteractionId, readonly PendingMessage[]>;
  readonly typing: ReadonlyMap<InteractionId, CustomerTyping>;
  readonly composing: ReadonlyMap<InteractionId, readonly ColleagueWrites[]>;
  readonly preferences: Preferences;
  /** The interaction whose thread is open on this device. */
  readonly open: InteractionId | undefined;
}

/** Before anything is known, and once nobody is signed in. */
export const empty: WorkspaceState = {
  link: { phase: 'starting', since: 0 },
  serverFull: false,
  confirmed: undefined,
  mirror: undefined,
  onTheirWay: new Map(),
  endedOffers: [],
  transcripts: new Map(),
  pendingMessages: new Map(),
  typing: new Map(),
  composing: new Map(),
  preferences: defaultPreferences,
  open: undefined,
};

export const workspace = createStore<WorkspaceState>(() => empty);

/** Says which thread is open; `undefined` when none is. */
export function showInteraction(id: InteractionId | undefined): void {
  if (workspace.getState().open !== id) workspace.setState({ open: id });
}
