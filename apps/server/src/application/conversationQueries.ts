import { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import { hasPage } from '../domain/contact.ts';
import { explain, tryIt } from '../domain/explain.ts';
import { interactionView } from '../domain/interactionView.ts';
import { maySee } from '../domain/sight.ts';
import type { DeskEngine } from './deskEngine.ts';
import { maySeeStored, type QueriesParts, type QueryHandlers, sightFor } from './queryParts.ts';

type Name =
  | 'transcript.get'
  | 'conversations.list'
  | 'conversations.ofCustomer'
  | 'conversations.search'
  | 'routing.explain'
  | 'routing.trace'
  | 'routing.tryIt'
  | 'attachment.link';

/** Conversations, their transcripts and files, and why they went where they went. */
export function conversationQueries(parts: QueriesParts): QueryHandlers<Name> {
  const { engine, store, now } = parts;
  const asNow = (stored: readonly Interaction[]): Interaction[] => stored.map((each) => withPresence(engine, each));
  return {
    async 'transcript.get'({ interactionId, beforeSeq, limit }, asker) {
      const page = await store.transcripts.page(interactionId, {
        limit,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      });
      const live = engine.read((state) => interactionView(state, interactionId));
      const stored = live ?? (await store.transcripts.interaction(interactionId));
      if (stored === undefined) return refuse({ code: 'notFound' });
      const interaction = withPresence(engine, stored);
      asker.follow(interactionId);
      return ok({ interaction, lines: [...page.lines], more: page.more });
    },

    async 'conversations.list'({ state, queueIds, ownerId, cursor, limit }, { agentId }) {
      const page = await store.conversations.list({
        state,
        sight: sightFor(engine, agentId),
        limit,
        ...(queueIds === undefined ? {} : { queueIds }),
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      return ok({ interactions: asNow(page.items), ...(page.next === undefined ? {} : { next: page.next }) });
    },

    async 'conversations.ofCustomer'({ customerId, limit }, { agentId }) {
      const customer = CustomerId.safeParse(customerId);
      if (!customer.success) return refuse({ code: 'notFound' });
      const sight = sightFor(engine, agentId);
      return ok({
        interactions: asNow(await store.conversations.ofCustomer({ customerId: customer.data, sight, limit })),
      });
    },

    async 'conversations.search'({ text, limit }, { agentId }) {
      const hits = await store.search.find({ text, sight: sightFor(engine, agentId), limit });
      return ok({ hits: hits.map((hit) => ({ ...hit, interaction: withPresence(engine, hit.interaction) })) });
    },

    async 'routing.explain'({ interactionId }) {
      const explanation = engine.read((state) => explain(state, interactionId, now()));
      return explanation === undefined ? refuse({ code: 'notFound' }) : ok(explanation);
    },

    async 'routing.trace'({ interactionId }) {
      return ok({ trace: (await store.decisions.trace(interactionId)) ?? null });
    },

    async 'routing.tryIt'({ queueId, settings, at = now() }) {
      return ok(engine.read((state) => tryIt(state, queueId, settings, at)));
    },

    /** A file is seen by whoever sees its conversation; before it is sent only by who put it there. */
    async 'attachment.link'({ attachmentId, use = 'listen' }, { agentId, sessionId }) {
      const file = await parts.attachments.byId(attachmentId);
      if (file === undefined || file.purpose === 'recording') {
        const recording = await parts.recordings.use(agentId, attachmentId, use, now());
        if (!recording.ok) return recording;
        return ok(
          use === 'listen'
            ? parts.links.forListening(attachmentId, sessionId, now())
            : parts.links.forSession(recording.value, sessionId, now()),
        );
      }
      if (file.purpose === 'picture') return refuse({ code: 'notFound' });
      // What a queue plays to every caller is no secret among staff.
      if (file.purpose === 'sound') return ok(parts.links.forSession(file, sessionId, now()));
      const { interactionId, owner } = file;
      const sees =
        interactionId === null
          ? owner.kind === 'agent' && owner.id === agentId
          : engine.read((state) => maySee(state, agentId, interactionId)) ||
            (await maySeeStored(parts, agentId, interactionId));
      if (!sees) return refuse({ code: 'notFound' });
      return ok(parts.links.forSession(file, sessionId, now()));
    },
  };
}

/** Rows are as old as the last event of their interaction; whether a page of the customer is open, only memory knows. */
function withPresence(engine: DeskEngine, stored: Interaction): Interaction {
  if (stored.customerOnline === undefined) return stored;
  const { customerOnline: _, ...rest } = stored;
  return engine.read((state) => {
    // A row of an earlier release claims it of messengers, too.
    if (!hasPage(state, stored.channelId)) return rest;
    return { ...rest, customerOnline: state.interactions.get(stored.id)?.customerOnline ?? false };
  });
}
