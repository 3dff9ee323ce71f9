import type { Agent, DeclaredPresence, Receives } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { peopleOf } from '@ringdesk/shared/rules/queueMembers.ts';
import { ChevronDown, KeyRound, MessagesSquare, Phone, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { PresenceDot } from '../../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Menu, type MenuEntry } from '../../../ui/overlays/Menu.tsx';
import { useDepartments, useQueues, useReasons } from '../../../workspace/hooks.ts';
import { maySwitch, receivesAfter } from '../../../workspace/selectors.ts';
import { mayEdit } from '../frame/rights.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { usePresenceText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { LinkResult } from './LinkResult.tsx';

/** Presence, password, dismissal: what is done to an account at once, not with the save of the form. */
export function PersonActions({ me, agent }: { readonly me: Agent; readonly agent: Agent }) {
  const t = useSettingsText();
  const [path, setPath] = useState<string>();
  const editable = mayEdit('people', me.role);
  const mayState = useMayState(me, agent);

  const reset = async (): Promise<void> => {
    const reply = await ask('agent.resetPassword', { agentId: agent.id });
    if (reply.ok) setPath(reply.value.path);
    else showToast({ text: wordsOf(reply.error), tone: 'bad' });
  };

  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
      {mayState && !agent.dismissed && <PresenceMenu agent={agent} />}
      {editable && !agent.dismissed && agent.id !== me.id && (
        <Button icon={KeyRound} onClick={() => void reset()}>
          {t('people.resetPassword')}
        </Button>
      )}
      {path !== undefined && <LinkResult path={path} text={t('people.resetText', { name: agent.name })} />}
      {editable && agent.id !== me.id && (agent.dismissed ? <Reinstate agent={agent} /> : <Dismiss agent={agent} />)}
    </div>
  );
}

/** Admins set anybody's state, a supervisor that of the people of their queues. */
function useMayState(me: Agent, agent: Agent): boolean {
  const queues = useQueues();
  const departments = useDepartments();
  if (me.role === 'admin') return true;
  if (me.role !== 'supervisor') return false;
  return queues.some(
    ({ id, settings }) =>
      me.supervises.includes(id) &&
      peopleOf(settings.members, (departmentId) => departments.find((each) => each.id === departmentId)).includes(
        agent.id,
      ),
  );
}

function PresenceMenu({ agent }: { readonly agent: Agent }) {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  const reasons = useReasons();
  const set = async (state: DeclaredPresence, reasonId?: ReasonId): Promise<void> => {
    const reply = await sendSetting('agent.setPresence', {
      agentId: agent.id,
      state,
      ...(reasonId === undefined ? {} : { reasonId }),
    });
    showToast(
      reply.ok
        ? { text: t('people.stateSet', { name: agent.name }), tone: 'ok' }
        : { text: wordsOf(reply.error), tone: 'bad' },
    );
  };
  const receives = useReceivesEntries(agent);
  const entry = (id: string, text: string, state: DeclaredPresence, reasonId?: ReasonId): MenuEntry => ({
    id,
    text,
    mark: <PresenceDot shape={presenceShape(state, true)} />,
    onSelect: () => void set(state, reasonId),
  });
  return (
    <Menu
      trigger={
        <Button>
          <span className="flex items-center gap-2">
            <PresenceDot shape={presenceShape(agent.presence.state, agent.online)} />
            {t('people.setState', { state: presenceText(agent) })}
            <ChevronDown size={14} aria-hidden />
          </span>
        </Button>
      }
      entries={[
        entry('available', t('presence:state.available'), 'available'),
        entry('busy', t('presence:state.busy'), 'busy'),
        entry('away', t('presence:state.away'), 'away'),
        ...(reasons.length > 0 ? [{ kind: 'line' as const }] : []),
        ...reasons.map((reason) => entry(reason.id, reason.name, reason.state, reason.id)),
        ...receives,
      ]}
    />
  );
}

/** The two switches of what the person receives while available, as in their own menu. */
function useReceivesEntries(agent: Agent): readonly MenuEntry[] {
  const t = useSettingsText();
  const all = useQueues();
  const departments = useDepartments();
  const queues = all.filter(({ settings }) =>
    peopleOf(settings.members, (id) => departments.find((each) => each.id === id)).includes(agent.id),
  );
  if (!maySwitch(agent, queues)) return [];
  const set = async (receives: Receives): Promise<void> => {
    const reply = await sendSetting('agent.setReceives', { agentId: agent.id, receives });
    showToast(
      reply.ok
        ? { text: t('people.receivesSet', { name: agent.name }), tone: 'ok' }
        : { text: wordsOf(reply.error), tone: 'bad' },
    );
  };
  const entry = (which: 'chats' | 'calls'): MenuEntry => {
    const next = receivesAfter(agent, which);
    return {
      id: `receives-${which}`,
      icon: which === 'chats' ? MessagesSquare : Phone,
      text: t(`presence:receives.${which}`),
      checked: agent.receives === undefined || agent.receives === which,
      ...(next === undefined && { disabledReason: t('presence:receives.last') }),
      onSelect: () => next !== undefined && void set(next),
    };
  };
  return [{ kind: 'line' }, { kind: 'label', text: t('people.receives') }, entry('chats'), entry('calls')];
}

function Dismiss({ agent }: { readonly agent: Agent }) {
  const t = useSettingsText();
  const queues = useQueues();
  const departments = useDepartments();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const inQueues = queues.filter(({ settings }) =>
    peopleOf(settings.members, (id) => departments.find((each) => each.id === id)).includes(agent.id),
  );
  const dismiss = async (): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('agent.dismiss', { agentId: agent.id });
    setBusy(false);
    setAsking(false);
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    showUndo(t('people.dismissedNow', { name: agent.name }), t('undo'), () => {
      void sendSetting('agent.reinstate', { agentId: agent.id });
    });
  };
  return (
    <>
      <Button variant="outline-danger" icon={UserX} onClick={() => setAsking(true)}>
        {t('people.dismiss')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('people.dismissTitle', { name: agent.name })}
        text={t('people.dismissText')}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('people.dismiss')}
        danger
        busy={busy}
        onCancel={() => setAsking(false)}
        onConfirm={() => void dismiss()}
      >
        <ul className="flex list-disc flex-col gap-1 ps-5">
          <li>
            {agent.chatLoad === 0 ? t('people.dismissNoOpen') : t('people.dismissOpen', { count: agent.chatLoad })}
          </li>
          <li>
            {inQueues.length === 0
              ? t('people.dismissNoQueues')
              : t('people.dismissQueues', { names: formatList(inQueues.map(({ name }) => name)) })}
          </li>
          <li>{t('people.dismissHistory')}</li>
        </ul>
      </ConfirmDialog>
    </>
  );
}

function Reinstate({ agent }: { readonly agent: Agent }) {
  const t = useSettingsText();
  const reinstate = async (): Promise<void> => {
    const reply = await sendSetting('agent.reinstate', { agentId: agent.id });
    showToast(
      reply.ok
        ? { text: t('people.reinstated', { name: agent.name }), tone: 'ok' }
        : { text: wordsOf(reply.error), tone: 'bad' },
    );
  };
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button icon={UserCheck} onClick={() => void reinstate()}>
        {t('people.reinstate')}
      </Button>
      <p className="hint">{t('people.reinstateText')}</p>
    </div>
  );
}
