import type { Invitation } from '@ringdesk/shared/protocol/queries.ts';
import { useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { formatDateTime } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { Card } from '../../../ui/page/Page.tsx';
import { Table, type TableColumn } from '../../../ui/page/Table.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

/** Invitations nobody has taken yet; nothing at all when there are none. */
export function Invitations({ renewOn }: { readonly renewOn: number }) {
  const t = useSettingsText();
  const answer = useAnswer('invitations.list', {}, { renewOn });
  const [busy, setBusy] = useState<string>();
  const pending = answer.value?.invitations ?? [];
  if (pending.length === 0) return null;

  const revoke = async (invitation: Invitation): Promise<void> => {
    setBusy(invitation.id);
    const reply = await ask('invitations.revoke', { id: invitation.id });
    setBusy(undefined);
    answer.again();
    showToast(
      reply.ok
        ? { text: t('invite.revoked', { name: invitation.name }), tone: 'ok' }
        : { text: wordsOf(reply.error), tone: 'bad' },
    );
  };
  const columns: TableColumn<Invitation>[] = [
    {
      id: 'name',
      header: t('people.name'),
      cell: ({ name, email }) => (
        <span className="flex min-w-0 flex-col">
          <span className="trunc font-medium">{name}</span>
          <span className="trunc text-12 text-muted">{email}</span>
        </span>
      ),
    },
    { id: 'role', header: t('people.role'), cell: ({ role }) => t(`role.${role}.title`) },
    { id: 'expires', header: t('invite.expires'), cell: ({ expiresAt }) => formatDateTime(expiresAt) },
    {
      id: 'revoke',
      header: t('invite.revoke'),
      hideHeader: true,
      right: true,
      cell: (invitation) => (
        <Button
          size="sm"
          loading={busy === invitation.id}
          aria-label={t('invite.revokeOf', { name: invitation.name })}
          onClick={() => void revoke(invitation)}
        >
          {t('invite.revoke')}
        </Button>
      ),
    },
  ];
  return (
    <Card title={t('invite.pending')}>
      <Table label={t('invite.pending')} columns={columns} rows={pending} rowId={(invitation) => invitation.id} />
    </Card>
  );
}
