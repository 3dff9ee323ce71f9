import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { QueriesParts, QueryHandlers } from './queryParts.ts';
import { problemOfMail, sendMail } from './sendMail.ts';
import { transcriptWords } from './transcriptWords.ts';

type Name = 'mail.get' | 'mail.save' | 'mail.test';

const TEST_MS = 25_000;

/** The center's way to send e-mail. The password goes in and never comes out. */
export function mailQueries({ mail, engine, audit, now, newId }: QueriesParts): QueryHandlers<Name> {
  return {
    async 'mail.get'() {
      const kept = await mail.get();
      if (kept === undefined) return ok({ mail: null });
      const { password, ...shown } = kept;
      return ok({ mail: { ...shown, passwordSet: password !== '' } });
    },

    async 'mail.save'(settings, { agentId }) {
      const saved = await mail.save(settings, now());
      if (!saved.ok) return saved;
      await audit(
        { by: agentId, act: 'mail.saved', subject: null, details: JSON.stringify({ host: settings.host }) },
        now(),
      );
      return ok({});
    },

    async 'mail.test'(settings, { agentId }) {
      const whole = await mail.complete(settings);
      if (!whole.ok) return whole;
      const person = engine.read((state) => state.agents.get(agentId));
      if (person === undefined) return refuse({ code: 'signedOut' });
      const { testSubject, testText } = transcriptWords[person.language];
      const sent = await sendMail(
        whole.value,
        {
          to: person.email,
          subject: testSubject,
          text: testText,
          html: `<!doctype html><p>${testText}</p>`,
          messageId: `test.${newId()}@${settings.from.email.split('@')[1] ?? 'localhost'}`,
          language: person.language,
        },
        AbortSignal.timeout(TEST_MS),
      );
      return sent.kind === 'done' ? ok({}) : refuse({ code: 'providerFailed', problem: problemOfMail(sent) });
    },
  };
}
