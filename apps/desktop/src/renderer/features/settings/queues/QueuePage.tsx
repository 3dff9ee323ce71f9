import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { PhoneNumber } from '@ringdesk/shared/model/call.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { queueWarnings } from '@ringdesk/shared/rules/queueWarnings.ts';
import { CircleCheck, CircleMinus, Ellipsis, Phone, Play, SearchX, MessagesSquare } from 'lucide-react';
import { useMemo, useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Menu } from '../../../ui/overlays/Menu.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { Tabs } from '../../../ui/page/Tabs.tsx';
import { useQueue } from '../../../workspace/hooks.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { useSettingsForm } from '../form/useSettingsForm.ts';
import { useGo } from '../frame/go.ts';
import { mayEdit, seesQueue } from '../frame/rights.ts';
import type { QueueTab } from '../frame/section.ts';
import { useAnswer } from '../frame/useAnswer.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { secondsText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { ActiveSwitch } from './ActiveSwitch.tsx';
import { DeleteQueueDialog } from './DeleteQueueDialog.tsx';
import { HistoryTab, restored } from './HistoryTab.tsx';
import type { QueueCardProps } from './queueCard.ts';
import { tabOf, tabsOf } from './queueFields.ts';
import { queueErrors, queueFieldsOf, type QueueForm, queueFormOf, queueInput, settingsOf } from './queueForm.ts';
import { QueueTabCards } from './QueueTabCards.tsx';
import { queueFieldWords, warningsAt } from './queueWords.ts';
import { type FormWarning, TryItDrawer, TryItPanel, useTryIt } from './TryItPanel.tsx';
import { useReveal } from './useReveal.ts';
import { useSurroundings } from './useSurroundings.ts';

/** One queue: its settings with Try it beside them, name and language, and its history. */
export function QueuePage({ id, tab, me }: { readonly id: QueueId; readonly tab: QueueTab; readonly me: Agent }) {
  const t = useSettingsText();
  const queue = useQueue(id);
  if (queue === undefined || !seesQueue(me, id)) {
    return (
      <Page label={t('nav.queues')}>
        <EmptyState fill icon={SearchX} title={t('queue.gone')} text={t('unknown.text')} />
      </Page>
    );
  }
  // An address may name a tab which queues of this medium do not have.
  const known = tabsOf(queue.medium).includes(tab) ? tab : 'queue';
  return <KnownQueue queue={queue} tab={known} editable={mayEdit('queues', me.role)} />;
}

function KnownQueue({
  queue,
  tab,
  editable,
}: {
  readonly queue: Queue;
  readonly tab: QueueTab;
  readonly editable: boolean;
}) {
  const t = useSettingsText();
  const go = useGo();
  const [deleting, setDeleting] = useState(false);
  const [trying, setTrying] = useState(false);
  const saved = useMemo(() => queueFormOf(queue), [queue]);
  const form = useSettingsForm<QueueForm>({
    key: `queue/${queue.id}`,
    saved,
    version: queue.version,
    check: queueErrors,
    save: (values, version) => sendSetting('queue.save', queueInput(queue.id, version, values)),
    fieldsOf: queueFieldsOf,
  });
  const known = useSurroundings(queue.id, queue.active, form.values);
  // Only admins may know how e-mail is sent.
  const mail = useAnswer('mail.get', editable && form.values.transcriptByEmail ? {} : undefined);
  const calls = form.values.medium === 'call';
  const telephony = useAnswer('telephony.get', editable && calls ? {} : undefined);
  const { missed } = form.values;
  const number = calls && missed.kind === 'forwardToNumber' ? PhoneNumber.safeParse(missed.number).data : undefined;
  const judged = useAnswer('number.judge', editable && number !== undefined ? { number } : undefined, { afterMs: 300 });
  const around = {
    ...known,
    numberRefused: number === undefined ? undefined : judged.value?.refused,
    mailReady: mail.value === undefined ? undefined : mail.value.mail !== null,
    mediaServer: telephony.value?.mediaServer,
    dialRules: telephony.value?.settings,
  };
  const trial = useTryIt({ queueId: queue.id, form, around });
  const words = useMemo(() => queueFieldWords(t, around.nameOf), [t, around.nameOf]);
  const warnings = queueWarnings(settingsOf(form.values), around);
  const card: QueueCardProps = {
    form,
    around,
    editable,
    warningsOf: (...fields) => warningsAt(t, warnings, fields, secondsText),
  };
  const onSaved = (before: QueueForm, version: number): void => {
    const undo = async (): Promise<void> => {
      const reply = await sendSetting('queue.save', queueInput(queue.id, version, before));
      if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    };
    showUndo(t('form.savedVersion', { version }), t('undo'), () => void undo());
  };
  const reveal = useReveal(tab, (next) => go({ name: 'queue', id: queue.id, tab: next }));
  const elsewhere = warnings.filter(
    (warning): warning is FormWarning => warning.field !== 'active' && tabOf(warning.field) !== tab,
  );
  const tryIt = { form, around, trying: trial, elsewhere, onReveal: reveal };
  const changedIn = (which: QueueTab): string | undefined =>
    form.changed.some((field) => tabOf(field) === which) ? t('form.changed') : undefined;

  return (
    <Page label={t('queue.page', { name: queue.name })}>
      <QueueHead queue={queue} card={card} onTry={() => setTrying(true)} onDelete={() => setDeleting(true)} />
      <Tabs
        label={t('queue.tabs')}
        value={tab}
        onChange={(next) => go({ name: 'queue', id: queue.id, tab: next })}
        tabs={tabsOf(queue.medium).map((value) => ({
          value,
          text: t(`queue.tab.${value}`),
          changedLabel: changedIn(value),
        }))}
      >
        {tab === 'history' ? (
          <HistoryTab
            queueId={queue.id}
            current={queue.version}
            words={words}
            editable={editable}
            onRestore={(version) => {
              form.set(restored(version));
              go({ name: 'queue', id: queue.id, tab: 'queue' });
              showToast({ text: t('history.restored', { version: version.version }) });
            }}
          />
        ) : (
          <div className="split-view">
            <DraftForm
              label={t(`queue.tab.${tab}`)}
              form={form}
              words={words}
              onSaved={onSaved}
              onStopped={(fields) => {
                const [first] = fields;
                if (first !== undefined && !fields.some((field) => tabOf(field) === tab)) reveal(first);
              }}
            >
              <FieldWarnings warnings={warningsAt(t, warnings, ['active'], secondsText)} />
              <QueueTabCards {...card} tab={tab} queue={queue} onDelete={() => setDeleting(true)} />
            </DraftForm>
            <TryItPanel {...tryIt} />
          </div>
        )}
      </Tabs>
      <TryItDrawer {...tryIt} open={trying} onClose={() => setTrying(false)} />
      {deleting && (
        <DeleteQueueDialog queue={queue} channels={around.channels.length} onClose={() => setDeleting(false)} />
      )}
    </Page>
  );
}

function QueueHead({
  queue,
  card,
  onTry,
  onDelete,
}: {
  readonly queue: Queue;
  readonly card: QueueCardProps;
  readonly onTry: () => void;
  readonly onDelete: () => void;
}) {
  const t = useSettingsText();
  const go = useGo();
  const { channels } = card.around;
  const serves =
    channels.length === 0
      ? t('queue.servesNothing')
      : t('queue.serves', { names: formatList(channels.map(({ name }) => name)) });
  return (
    <PageHead
      plain
      title={queue.name}
      mark={
        <span className="grid h-8 w-8 place-items-center rounded-md bg-accent-soft text-accent-text">
          <Icon glyph={queue.medium === 'call' ? Phone : MessagesSquare} />
        </span>
      }
      tag={
        <Tag tone={queue.active ? 'ok' : 'neutral'}>
          <Icon glyph={queue.active ? CircleCheck : CircleMinus} size={12} />
          {t(queue.active ? 'queue.active' : 'queue.inactive')}
        </Tag>
      }
      sub={t('queue.sub', { serves, count: queue.waiting, version: queue.version })}
      actions={
        <>
          <Button className="only-narrow" icon={Play} onClick={onTry}>
            {t('try.title')}
          </Button>
          <ActiveSwitch queue={queue} channels={channels} editable={card.editable} />
          <Menu
            align="end"
            trigger={<IconButton icon={Ellipsis} label={t('menu')} />}
            entries={[
              {
                id: 'history',
                text: t('queue.tab.history'),
                onSelect: () => go({ name: 'queue', id: queue.id, tab: 'history' }),
              },
              ...(card.editable
                ? [{ id: 'delete', text: t('queue.deleteButton'), danger: true, onSelect: onDelete }]
                : []),
            ]}
          />
        </>
      }
    />
  );
}
