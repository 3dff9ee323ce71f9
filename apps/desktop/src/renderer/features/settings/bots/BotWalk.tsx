import { menuAnswer, type MenuAnswer, type MenuBotSettings, menuGreeting } from '@ringdesk/shared/rules/menuBot.ts';
import { Play, RotateCcw, SendHorizontal } from 'lucide-react';
import { useState } from 'react';

import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { useSettingsText } from '../frame/useWords.ts';

interface Line {
  readonly from: 'bot' | 'me';
  readonly text: string;
  readonly choices?: readonly string[];
}

interface Walk {
  readonly lines: readonly Line[];
  readonly then: MenuAnswer['then'] | undefined;
}

const begin = (settings: MenuBotSettings): Walk => ({
  lines: [{ from: 'bot', ...menuGreeting(settings) }],
  then: undefined,
});

const PLACE = { menuId: undefined, misses: 0 };

/** A walk through the bot as it stands in the form, with the rule that answers customers. */
export function BotWalk({ settings, valid }: { readonly settings: MenuBotSettings; readonly valid: boolean }) {
  const t = useSettingsText();
  const key = JSON.stringify(settings);
  return (
    <>
      <div className="card-h min-h-12">
        <Icon glyph={Play} size={14} />
        {t('bot.walk')}
      </div>
      {valid ? (
        // Changed settings are walked from the beginning.
        <Conversation key={key} settings={settings} />
      ) : (
        <div className="p-4">
          <Banner tone="warn">{t('try.invalid')}</Banner>
        </div>
      )}
    </>
  );
}

function Conversation({ settings }: { readonly settings: MenuBotSettings }) {
  const t = useSettingsText();
  const [{ lines, then }, setWalk] = useState(() => begin(settings));
  const [typed, setTyped] = useState('');
  const queues = useQueues();
  const say = (text: string): void => {
    if (text.trim() === '' || then?.kind === 'people') return;
    const answer = menuAnswer(settings, then ?? PLACE, text);
    setTyped('');
    setWalk({
      lines: [...lines, { from: 'me', text }, ...answer.says.map((said) => ({ from: 'bot' as const, ...said }))],
      then: answer.then,
    });
  };
  const choices = then?.kind === 'people' ? [] : (lines.at(-1)?.choices ?? []);
  return (
    <div className="flex flex-col gap-3 p-4">
      <ol className="bot-walk" aria-live="polite" aria-label={t('bot.walk')}>
        {lines.map(({ from, text }, at) => (
          <li key={at} className={from === 'me' ? 'is-me' : undefined}>
            <span className="sr-text">{t(from === 'me' ? 'bot.customer' : 'bot.bot')}</span>
            {text}
          </li>
        ))}
      </ol>
      {then?.kind === 'people' ? (
        <Banner tone="info">
          {then.queueId === undefined
            ? t(`bot.people.${then.because}`)
            : t('bot.people.queue', { name: queues.find(({ id }) => id === then.queueId)?.name ?? t('gone') })}
        </Banner>
      ) : (
        <>
          <div className="flex flex-wrap gap-2">
            {choices.map((label) => (
              <Button key={label} size="sm" onClick={() => say(label)}>
                {label}
              </Button>
            ))}
          </div>
          <TextInput
            label={t('bot.write')}
            placeholder={t('bot.write')}
            value={typed}
            maxLength={500}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) say(typed);
            }}
            trailing={<IconButton size="xs" icon={SendHorizontal} label={t('bot.send')} onClick={() => say(typed)} />}
          />
        </>
      )}
      <Button variant="text" icon={RotateCcw} className="self-start" onClick={() => setWalk(begin(settings))}>
        {t('bot.restart')}
      </Button>
    </div>
  );
}
