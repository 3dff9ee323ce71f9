import type { BotId } from '@ringdesk/shared/model/ids.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { useMemo, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { SecretRow } from '../frame/SecretRow.tsx';
import { secondsText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { DurationRow } from '../queues/DurationRow.tsx';
import { botFieldWords, type HttpBot, type HttpBotForm as Values, httpFormOf, httpSettingsOf } from './botForm.ts';
import { BotIdleRow, BotNameRow, useBotField } from './BotRows.tsx';
import { useBotForm } from './useBotForm.ts';

/** A bot of one's own: its address, its signing secret, and a question to try it. */
export function HttpBotForm({ bot, editable }: { readonly bot: HttpBot; readonly editable: boolean }) {
  const t = useSettingsText();
  const saved = useMemo(() => httpFormOf(bot), [bot]);
  const { form, onSaved } = useBotForm<Values>(bot, saved, httpSettingsOf);
  const words = botFieldWords<Values>(t, secondsText);
  return (
    <div className="flex min-h-0 flex-1 border-t border-line">
      <DraftForm label={t('bot.page', { name: bot.name })} form={form} words={words} onSaved={onSaved}>
        <SettingCard>
          <BotNameRow form={form} editable={editable} />
          <UrlRow form={form} editable={editable} />
          <DurationRow
            words={useBotField(form)('timeoutSeconds')}
            value={form.values.timeoutSeconds}
            onChange={(timeoutSeconds) => form.set({ timeoutSeconds })}
            min={5}
            max={120}
            presets={[5, 10, 15, 30, 60, 120]}
            disabled={!editable}
          />
          <BotIdleRow form={form} editable={editable} />
        </SettingCard>
        <SettingCard title={t('secret.card')}>
          <SecretRow editable={editable} onNew={() => ask('bot.newSecret', { botId: bot.id })} />
        </SettingCard>
        {editable && <TestCard botId={bot.id} form={form} />}
      </DraftForm>
    </div>
  );
}

function UrlRow({ form, editable }: { readonly form: SettingsForm<Values>; readonly editable: boolean }) {
  return (
    <SettingRow
      {...useBotField(form)('url')}
      control={
        <TextInput
          className="w-80"
          type="url"
          value={form.values.url}
          maxLength={500}
          invalid={form.errors.url !== undefined}
          disabled={!editable}
          onChange={(event) => form.set({ url: event.target.value })}
        />
      }
    />
  );
}

/** Asks the bot for one answer, with the address and the time as they stand in the form. */
function TestCard({ botId, form }: { readonly botId: BotId; readonly form: SettingsForm<Values> }) {
  const t = useSettingsText();
  const [text, setText] = useState(t('bot.testText'));
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Result<QueryReply<'bot.test'>, Refusal>>();
  const test = async (): Promise<void> => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    setAnswer(undefined);
    const reply = await ask('bot.test', { botId, settings: httpSettingsOf(form.values), text });
    setBusy(false);
    setAnswer(reply);
  };
  return (
    <SettingCard title={t('bot.test')}>
      <SettingBlock label={t('bot.testLabel')} hint={t('bot.testHint')}>
        <div className="flex gap-2">
          <TextInput
            className="min-w-0 flex-1"
            label={t('bot.testLabel')}
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.target.value)}
          />
          <Button loading={busy} disabled={!form.valid} onClick={() => void test()}>
            {t('bot.ask')}
          </Button>
        </div>
        <div className="mt-3" role="status">
          {answer !== undefined && <TestAnswer answer={answer} />}
        </div>
      </SettingBlock>
    </SettingCard>
  );
}

function TestAnswer({ answer }: { readonly answer: Result<QueryReply<'bot.test'>, Refusal> }) {
  const t = useSettingsText();
  if (!answer.ok) return <Banner tone="danger">{wordsOf(answer.error)}</Banner>;
  const { says, choices, then } = answer.value;
  return (
    <Banner tone="ok" title={t(`bot.then.${then}`)} tall>
      <p className="whitespace-pre-wrap">{says === '' ? t('bot.saysNothing') : says}</p>
      {choices.length > 0 && <p>{t('bot.offers', { choices: formatList(choices) })}</p>}
    </Banner>
  );
}
