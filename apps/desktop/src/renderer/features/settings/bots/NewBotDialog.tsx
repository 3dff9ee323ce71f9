import { Bot, BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { currentLanguage } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { useBots } from '../../../workspace/hooks.ts';
import { freshName } from '../frame/freshName.ts';
import { goAtOnce } from '../frame/go.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { botInput } from './botForm.ts';
import { suggestedMenuBot } from './suggestedBot.ts';

/** [45] makes a bot: a menu to begin with, or the address of one of one's own. */
export function NewBotDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const taken = useBots().map(({ name }) => name);
  const [kind, setKind] = useState<BotSettings['kind']>('menu');
  const [name, setName] = useState(() => freshName(taken, (number) => t('bot.generated', { number })));
  const [url, setUrl] = useState('');
  const [attempted, setAttempted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const settings: BotSettings =
    kind === 'menu' ? suggestedMenuBot(currentLanguage()) : { kind, url, timeoutSeconds: 15, idleMinutes: 30 };
  const goodName = Bot.shape.name.safeParse(name).success;
  const goodSettings = BotSettings.safeParse(settings).success;

  const create = async (): Promise<void> => {
    setAttempted(true);
    if (!goodName || !goodSettings || busy) return;
    setBusy(true);
    const id = newId<BotId>();
    const reply = await sendSetting('bot.save', botInput(id, 0, name, settings));
    setBusy(false);
    if (reply.ok) goAtOnce({ name: 'bot', id });
    else setRefusal(reply.error);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('bot.new')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" type="submit" loading={busy}>
            {t('bot.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {refusal !== undefined && refusal.code !== 'nameTaken' && <Banner tone="danger">{wordsOf(refusal)}</Banner>}
        <TextField
          label={t('bot.field.name.label')}
          value={name}
          maxLength={80}
          error={
            attempted && !goodName
              ? errorText('too-short')
              : refusal?.code === 'nameTaken'
                ? errorText('nameTaken')
                : undefined
          }
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(undefined);
          }}
        />
        <RadioList
          label={t('bot.kindLabel')}
          value={kind}
          onChange={setKind}
          options={(['menu', 'http'] as const).map((value) => ({
            value,
            text: t(`bot.kind.${value}.title`),
            hint: t(`bot.kind.${value}.text`),
          }))}
        />
        {kind === 'http' && (
          <TextField
            label={t('bot.field.url.label')}
            hint={t('bot.field.url.hint')}
            type="url"
            maxLength={500}
            value={url}
            error={attempted && !goodSettings ? errorText('not-an-address') : undefined}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
}
