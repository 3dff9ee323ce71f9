import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { SettingForm } from '../../../ui/settings/SettingForm.tsx';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { MailCards } from './MailCards.tsx';
import { type MailErrors, mailErrors, mailFormOf, mailInput, refusedMail } from './mailForm.ts';

type Kept = QueryReply<'mail.get'>;

/** How the center hands e-mail over: transcripts that customers ask for [9, 10]. */
export function MailPage() {
  const t = useSettingsText();
  const answer = useAnswer('mail.get', {});
  return (
    <Page label={t('nav.mail')}>
      <PageHead title={t('nav.mail')} sub={t('mail.text')} />
      {answer.value === undefined ? (
        <PageBody>
          <Unanswered answer={answer} lines={6} />
        </PageBody>
      ) : (
        <Form key={JSON.stringify(answer.value)} kept={answer.value.mail} onSaved={answer.again} />
      )}
    </Page>
  );
}

function Form({ kept, onSaved }: { readonly kept: Kept['mail']; readonly onSaved: () => void }) {
  const t = useSettingsText();
  const [form, setForm] = useState(() => mailFormOf(kept));
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState<'save' | 'test'>();
  const [problem, setProblem] = useState<string>();
  /** What the server marked, until the values change. */
  const [refused, setRefused] = useState<MailErrors>({});
  const errors = mailErrors(form);

  const send = async (what: 'save' | 'test'): Promise<void> => {
    setAttempted(true);
    setProblem(undefined);
    if (busy !== undefined || Object.keys(errors).length > 0) return;
    setBusy(what);
    const reply = await ask(`mail.${what}`, mailInput(form));
    setBusy(undefined);
    if (!reply.ok) {
      setRefused(refusedMail(reply.error));
      return setProblem(wordsOf(reply.error));
    }
    showToast({ text: t(what === 'save' ? 'mail.saved' : 'mail.sent'), tone: 'ok' });
    if (what === 'save') onSaved();
  };

  return (
    <SettingForm label={t('nav.mail')} onSubmit={() => void send('save')}>
      {problem !== undefined && (
        <Banner tone="danger" announce="alert">
          {problem}
        </Banner>
      )}
      <MailCards
        form={form}
        errors={attempted ? { ...refused, ...errors } : {}}
        passwordSet={kept?.passwordSet === true}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setRefused({});
        }}
      />
      <div className="flex gap-2">
        <Button variant="primary" type="submit" loading={busy === 'save'}>
          {t('mail.save')}
        </Button>
        <Button loading={busy === 'test'} onClick={() => void send('test')}>
          {t('mail.test')}
        </Button>
      </div>
    </SettingForm>
  );
}
