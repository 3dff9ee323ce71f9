import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { Copy, KeyRound, Phone } from 'lucide-react';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Combobox } from '../../../ui/fields/Combobox.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { useAgents } from '../../../workspace/hooks.ts';
import { copyText } from '../frame/copyText.ts';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

/** Phones of other makes: each agent's own account; its password is shown once. */
export function PhoneAccountsCard() {
  const t = useSettingsText();
  const answer = useAnswer('phone.accounts', {});
  const agents = useAgents().filter((agent) => !agent.dismissed);
  const [chosen, setChosen] = useState<AgentId | null>(null);
  const [made, setMade] = useState<{ readonly user: string; readonly password: string }>();
  const [removed, setRemoved] = useState<AgentId>();
  const [busy, setBusy] = useState(false);
  const nameOf = (id: AgentId): string => agents.find((agent) => agent.id === id)?.name ?? t('gone');
  const accounts = answer.value?.accounts;

  const make = async (agentId: AgentId): Promise<void> => {
    setBusy(true);
    const reply = await ask('phone.newAccount', { agentId });
    setBusy(false);
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    setMade(reply.value);
    setChosen(null);
    answer.again();
  };
  const remove = async (agentId: AgentId): Promise<void> => {
    setBusy(true);
    const reply = await ask('phone.deleteAccount', { agentId });
    setBusy(false);
    setRemoved(undefined);
    if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    answer.again();
  };

  return (
    <SettingCard title={t('telephony.phones')} text={t('telephony.phonesText')}>
      {accounts === undefined ? (
        <Unanswered answer={answer} lines={2} inCard />
      ) : accounts.length === 0 ? (
        <EmptyState icon={Phone} title={t('telephony.noPhones')} />
      ) : (
        <ul className="trunk-list">
          {accounts.map(({ agentId, user, registered }) => (
            <li key={agentId}>
              <span className="min-w-0">
                <span className="trunc block font-medium">{nameOf(agentId)}</span>
                <code className="trunc block text-12 text-muted">{user}</code>
              </span>
              <span className="ml-auto flex items-center gap-2.5">
                <Tag size="sm" tone={registered ? 'ok' : 'neutral'}>
                  {t(registered ? 'telephony.registered' : 'telephony.notRegistered')}
                </Tag>
                <Button
                  size="sm"
                  icon={KeyRound}
                  aria-label={t('telephony.newPasswordOf', { name: nameOf(agentId) })}
                  disabled={busy}
                  onClick={() => void make(agentId)}
                >
                  {t('telephony.newPassword')}
                </Button>
                <Button
                  size="sm"
                  variant="outline-danger"
                  aria-label={t('calls.removeSound', { name: nameOf(agentId) })}
                  disabled={busy}
                  onClick={() => setRemoved(agentId)}
                >
                  {t('telephony.removePhone')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {made !== undefined && (
        <div className="flex flex-col gap-2 px-4 py-3" role="status">
          <p className="text-12">{t('telephony.passwordOnce')}</p>
          {[made.user, made.password].map((value, index) => (
            <div className="link-box" key={index === 0 ? 'user' : 'password'}>
              <code>{value}</code>
              <Button icon={Copy} onClick={() => void copyText(value)}>
                {t('app:copy')}
              </Button>
            </div>
          ))}
        </div>
      )}
      <div className="flex gap-2 px-4 py-3">
        <Combobox
          label={t('telephony.whose')}
          className="w-64"
          value={chosen}
          options={agents
            .filter(({ id }) => accounts?.some((account) => account.agentId === id) !== true)
            .map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setChosen}
          placeholder={t('telephony.whose')}
          empty={t('members.noMatch')}
        />
        <Button loading={busy} disabled={chosen === null} onClick={() => chosen !== null && void make(chosen)}>
          {t('telephony.addPhone')}
        </Button>
      </div>
      <ConfirmDialog
        open={removed !== undefined}
        title={t('telephony.removePhoneTitle', { name: removed === undefined ? '' : nameOf(removed) })}
        text={t('telephony.removePhoneText')}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('telephony.removePhone')}
        danger
        busy={busy}
        onCancel={() => setRemoved(undefined)}
        onConfirm={() => removed !== undefined && void remove(removed)}
      />
    </SettingCard>
  );
}
