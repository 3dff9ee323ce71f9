import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';
import { Bot as BotGlyph, SearchX, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { useBots, useQueues } from '../../../workspace/hooks.ts';
import { setDraft } from '../form/settingsDrafts.ts';
import { goAtOnce } from '../frame/go.ts';
import { mayEdit } from '../frame/rights.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { HttpBotForm } from './HttpBotForm.tsx';
import { MenuBotForm } from './MenuBotForm.tsx';

/** [45] one bot: its menus with a preview beside them, or the address of one of one's own. */
export function BotPage({ id, me }: { readonly id: BotId; readonly me: Agent }) {
  const t = useSettingsText();
  const bot = useBots().find((each) => each.id === id);
  if (bot?.settings === undefined) {
    return (
      <Page label={t('nav.bots')}>
        <EmptyState fill icon={SearchX} title={t('bot.gone')} text={t('unknown.text')} />
      </Page>
    );
  }
  const editable = mayEdit('bots', me.role);
  const { settings, ...rest } = bot;
  return (
    <BotFrame bot={bot} editable={editable}>
      {settings.kind === 'menu' ? (
        <MenuBotForm bot={{ ...rest, settings }} editable={editable} />
      ) : (
        <HttpBotForm bot={{ ...rest, settings }} editable={editable} />
      )}
    </BotFrame>
  );
}

function BotFrame({
  bot,
  editable,
  children,
}: {
  readonly bot: KnownBot;
  readonly editable: boolean;
  readonly children: ReactNode;
}) {
  const t = useSettingsText();
  const queues = useQueues().filter(({ settings }) => settings.botId === bot.id);
  const [deleting, setDeleting] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('bot.delete', { botId: bot.id });
    setBusy(false);
    setDeleting(false);
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    setDraft(`bot/${bot.id}`, undefined);
    goAtOnce({ name: 'bots' });
    showToast({ text: t('bot.deleted', { name: bot.name }) });
  };
  const sub =
    queues.length === 0
      ? t('bot.unused', { version: bot.version })
      : t('bot.usedBy', { names: formatList(queues.map(({ name }) => name)), version: bot.version });
  return (
    <Page label={t('bot.page', { name: bot.name })}>
      <PageHead
        title={bot.name}
        sub={sub}
        mark={
          <span className="grid h-8 w-8 place-items-center rounded-md bg-accent-soft text-accent-text">
            <Icon glyph={BotGlyph} />
          </span>
        }
        actions={
          editable && (
            <Button
              variant="outline-danger"
              icon={Trash2}
              disabledReason={queues.length > 0 ? t('bot.inUse') : undefined}
              onClick={() => setDeleting(true)}
            >
              {t('bot.delete')}
            </Button>
          )
        }
      />
      {children}
      <ConfirmDialog
        open={deleting}
        title={t('bot.deleteTitle', { name: bot.name })}
        text={t('bot.deleteText')}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('bot.delete')}
        danger
        busy={busy}
        onCancel={() => setDeleting(false)}
        onConfirm={() => void remove()}
      />
    </Page>
  );
}
