import './settings.css';

import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { Lock, SearchX, Settings2 } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';

import { navigate } from '../../app/router.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { useMe } from '../../workspace/hooks.ts';
import { BlockedPage } from './blocked/BlockedPage.tsx';
import { BotPage } from './bots/BotPage.tsx';
import { BotsPage } from './bots/BotsPage.tsx';
import { CannedPage } from './canned/CannedPage.tsx';
import { ChannelPage } from './channels/ChannelPage.tsx';
import { NewChannelPage } from './channels/NewChannelPage.tsx';
import { draftOf, isDirty, setDraft } from './form/settingsDrafts.ts';
import { type Go, goAtOnce, GoContext, type KnownSection } from './frame/go.ts';
import { mayEdit, maySeeSettings, mayView } from './frame/rights.ts';
import { draftKeyOf, pathOf, type Section, sectionOf } from './frame/section.ts';
import { SettingsNav } from './frame/SettingsNav.tsx';
import { useSettingsText } from './frame/useWords.ts';
import { LogPage } from './log/LogPage.tsx';
import { DepartmentsPage } from './people/DepartmentsPage.tsx';
import { MailPage } from './mail/MailPage.tsx';
import { PeoplePage } from './people/PeoplePage.tsx';
import { NewQueuePage } from './queues/NewQueuePage.tsx';
import { QueuePage } from './queues/QueuePage.tsx';
import { ReasonsPage } from './reasons/ReasonsPage.tsx';
import { RightsPage } from './rights/RightsPage.tsx';
import { StartPage } from './start/StartPage.tsx';
import { TelephonyPage } from './telephony/TelephonyPage.tsx';
import { useFirstSteps } from './start/useFirstSteps.ts';

/**
 * The settings: the tree on the left, the chosen section right of it. `path`: the segments of the address after
 * `/settings`. Leaving a form with unsaved changes asks inside the settings, and reminds outside of them.
 */
export function SettingsScreen({ path }: { readonly path: readonly string[] }) {
  const me = useMe();
  const key = path.join('/');
  // oxlint-disable-next-line react/exhaustive-deps -- the router makes a new list with every step; its segments decide
  const section = useMemo(() => sectionOf(path), [key]);
  useReminder(section);
  if (me === undefined) return null;
  if (maySeeSettings(me.role)) return <Settings me={me} section={section} />;
  // [41] Everybody keeps canned responses of their own.
  return section.name === 'canned' ? <CannedPage me={me} /> : <NotAllowed />;
}

function Settings({ me, section }: { readonly me: Agent; readonly section: Section }) {
  const [pending, setPending] = useState<KnownSection>();
  // Only who can do the steps is shown them.
  const stepsLeft = useFirstSteps().some((step) => !step.done) && mayEdit('queues', me.role);
  // The last of them is done by a customer, at any time: what was shown stays, so that nothing moves under the mouse.
  const [stepsShown, setStepsShown] = useState(stepsLeft);
  if (stepsLeft && !stepsShown) setStepsShown(true);
  const draftKey = draftKeyOf(section);
  const go: Go = (target) => {
    const leaves = draftKey !== undefined && draftKeyOf(target) !== draftKey;
    if (leaves && isDirty(draftOf(draftKey))) setPending(target);
    else goAtOnce(target);
  };
  return (
    <GoContext value={go}>
      <div className="settings-nav-fold contents">
        <SettingsNav me={me} section={section} steps={stepsShown} />
      </div>
      <SectionPage me={me} section={section} />
      <LeaveDialog
        pending={pending}
        onStay={() => setPending(undefined)}
        onLeave={(keep) => {
          if (!keep && draftKey !== undefined) setDraft(draftKey, undefined);
          setPending(undefined);
          if (pending !== undefined) goAtOnce(pending);
        }}
      />
    </GoContext>
  );
}

function SectionPage({ me, section }: { readonly me: Agent; readonly section: Section }): ReactNode {
  switch (section.name) {
    case 'start':
      return mayEdit('queues', me.role) ? <StartPage /> : <Choose />;
    case 'channel':
      return <ChannelPage key={section.id} id={section.id} me={me} />;
    case 'newChannel':
      return mayEdit('channels', me.role) ? <NewChannelPage /> : <NotAllowed />;
    case 'queue':
      return <QueuePage key={section.id} id={section.id} tab={section.tab} me={me} />;
    case 'newQueue':
      return mayEdit('queues', me.role) ? <NewQueuePage /> : <NotAllowed />;
    case 'people':
      return <PeoplePage me={me} />;
    case 'departments':
      return <DepartmentsPage me={me} />;
    case 'rights':
      return mayView('rights', me.role) ? <RightsPage /> : <NotAllowed />;
    case 'canned':
      return <CannedPage me={me} />;
    case 'reasons':
      return <ReasonsPage me={me} />;
    case 'mail':
      return mayView('mail', me.role) ? <MailPage /> : <NotAllowed />;
    case 'telephony':
      return mayView('telephony', me.role) ? <TelephonyPage /> : <NotAllowed />;
    case 'bots':
      return <BotsPage me={me} />;
    case 'bot':
      return <BotPage key={section.id} id={section.id} me={me} />;
    case 'blocked':
      return mayView('blocked', me.role) ? <BlockedPage /> : <NotAllowed />;
    case 'log':
      return mayView('log', me.role) ? <LogPage /> : <NotAllowed />;
    case 'unknown':
      return <Unknown />;
  }
}

function LeaveDialog({
  pending,
  onStay,
  onLeave,
}: {
  readonly pending: KnownSection | undefined;
  readonly onStay: () => void;
  readonly onLeave: (keep: boolean) => void;
}) {
  const t = useSettingsText();
  return (
    <ConfirmDialog
      open={pending !== undefined}
      title={t('leave.title')}
      text={t('leave.text')}
      cancelLabel={t('leave.stay')}
      extra={<Button onClick={() => onLeave(false)}>{t('form.discard')}</Button>}
      confirmLabel={t('leave.keep')}
      onCancel={onStay}
      onConfirm={() => onLeave(true)}
    />
  );
}

/** Whoever leaves the settings with unsaved changes is told that they are kept, and not in force. */
function useReminder(section: Section): void {
  const last = useRef(section);
  useEffect(() => {
    last.current = section;
  });
  useEffect(
    () => () => {
      const left = last.current;
      const key = draftKeyOf(left);
      if (key === undefined || left.name === 'unknown' || !isDirty(draftOf(key))) return;
      showToast({
        text: text('settings:leave.reminder'),
        duration: 8_000,
        action: { label: text('settings:leave.back'), onPress: () => navigate(pathOf(left)) },
      });
    },
    [],
  );
}

function Choose() {
  const t = useSettingsText();
  return (
    <Page label={t('title')}>
      <EmptyState fill icon={Settings2} title={t('start.choose')} />
    </Page>
  );
}

function NotAllowed() {
  const t = useSettingsText();
  return (
    <Page label={t('title')}>
      <EmptyState fill icon={Lock} title={t('notAllowed.title')} text={t('notAllowed.text')} />
    </Page>
  );
}

function Unknown() {
  const t = useSettingsText();
  return (
    <Page label={t('title')}>
      <EmptyState
        fill
        icon={SearchX}
        title={t('unknown.title')}
        text={t('unknown.text')}
        action={<Button onClick={() => goAtOnce({ name: 'start' })}>{t('unknown.back')}</Button>}
      />
    </Page>
  );
}
