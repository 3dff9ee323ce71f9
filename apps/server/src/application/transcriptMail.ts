import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { Message } from '@ringdesk/shared/model/message.ts';

import type { State } from '../domain/state.ts';
import type { SendTranscript } from '../domain/transcriptMail.ts';
import { agentFace } from '../domain/visitorViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import { withKept } from './keptInputs.ts';
import type { MailBox } from './mailSettings.ts';
import type { Carrier } from './outbox.ts';
import type { Store } from './ports/store.ts';
import { type Mail, sendMail } from './sendMail.ts';
import { transcriptWords } from './transcriptWords.ts';

/** Lines of one page of the tables; a conversation longer than all of them is cut at its beginning. */
const PAGE = 200;
const MOST_PAGES = 25;

export interface TranscriptMailParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'transcripts' | 'kept' | 'consents'>;
  readonly mail: MailBox;
}

/** Sends copies of conversations to the customers who asked for them, and tells the core when one was taken. */
export function transcriptCarrier({ engine, store, mail }: TranscriptMailParts): Carrier {
  return {
    // The same Message-ID goes with each attempt: whoever gets it twice sees it once.
    whenUnknown: 'again',
    async carry(row, signal) {
      const { interactionId, seq, email } = row.payload as SendTranscript;
      const settings = await mail.get();
      if (settings === undefined) return { kind: 'failed', reason: 'unauthorized', permanent: false };
      const interaction = await store.transcripts.interaction(interactionId);
      if (interaction === undefined) return { kind: 'failed', reason: 'refused', permanent: true };
      const messages = await publicMessages(store, interactionId, seq);
      const [, domain = 'localhost'] = settings.from.email.split('@');
      const written = engine.read((state) => writeMail(state, interaction, messages));
      const messageId = `${row.key.replace(/[^0-9a-z]+/gi, '.')}@${domain}`;
      return sendMail(settings, { ...written, to: email, messageId }, signal);
    },
    async record({ key, payload }, outcome) {
      if (outcome.kind !== 'done') return true;
      const { interactionId } = payload as SendTranscript;
      const actor = { kind: 'server' } as const;
      const input = { type: 'transcript.sent', interactionId, effectKey: key } as const;
      const reply = await engine.submit(await withKept(engine, store, actor, input), { actor });
      return reply.ok || (reply.error.code !== 'storageFull' && reply.error.code !== 'unavailable');
    },
  };
}

async function publicMessages(
  store: Pick<Store<never>, 'transcripts'>,
  id: Interaction['id'],
  upTo: number,
): Promise<readonly Message[]> {
  const pages: Message[][] = [];
  let beforeSeq = upTo + 1;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { lines, more } = await store.transcripts.page(id, { beforeSeq, limit: PAGE, only: 'public' });
    pages.unshift(lines.flatMap((line) => (line.type === 'message' ? [line] : [])));
    const first = lines[0]?.seq;
    if (!more || first === undefined) break;
    beforeSeq = first;
  }
  return pages.flat();
}

/** The copy in the queue's language [9], plain and as HTML; times in the zone of the queue's working hours, else UTC. */
function writeMail(
  state: State,
  interaction: Interaction,
  messages: readonly Message[],
): Pick<Mail, 'subject' | 'text' | 'html' | 'language'> {
  const queue = state.queues.get(interaction.queueId);
  const language: Language = queue?.language ?? 'en';
  const words = transcriptWords[language];
  const timeZone = queue?.settings.workingHours?.timeZone ?? 'UTC';
  const locale = language === 'pt' ? 'pt-BR' : language;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const subject = words.subject(queue?.name ?? state.centerName, date.format(interaction.arrivedAt));
  const spoken = messages.map((message) => ({
    when: `${date.format(message.at)}, ${time.format(message.at)}`,
    who: nameOf(state, interaction, message, words),
    text: message.text ?? words.erased,
    files: message.attachments.map(({ name }) => words.file(name)),
  }));
  const intro = words.intro(timeZone);
  const text = spoken.map(({ when, who, text: said, files }) =>
    [`${when} · ${who}`, said, ...files].filter(Boolean).join('\n'),
  );
  const html = spoken.map(({ when, who, text: said, files }) => {
    const body = [said, ...files].filter(Boolean).map(escapeHtml).join('\n').replaceAll('\n', '<br>');
    return `<p><small>${escapeHtml(when)} · <b>${escapeHtml(who)}</b></small><br>${body}</p>`;
  });
  return {
    subject,
    language: locale,
    text: [intro, ...text].join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body dir="auto"><p>${escapeHtml(intro)}</p>${html.join('')}</body></html>`,
  };
}

function nameOf(
  state: State,
  { customer, queueId }: Interaction,
  { author }: Message,
  words: (typeof transcriptWords)['en'],
): string {
  switch (author.kind) {
    case 'customer':
      return customer.name || words.customer;
    case 'agent':
      return agentFace(state, queueId, author.agentId).name ?? words.agent;
    case 'bot':
      return author.name;
    case 'queue':
      return state.queues.get(queueId)?.name ?? words.agent;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
