import type { Trunk } from '@ringdesk/shared/model/call.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { Cable, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { KeyValues } from '../../../ui/page/Panel.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { DialRulesForm } from './DialRulesForm.tsx';
import { PhoneAccountsCard } from './PhoneAccountsCard.tsx';
import { TrunkDialog } from './TrunkDialog.tsx';
import { TrunkTag } from './TrunkState.tsx';

type Telephony = QueryReply<'telephony.get'>;

/** The state of the lines is made by the server as it goes; it is asked for this often while it is looked at. */
const EVERY_MS = 5_000;

/** Lines to the telephone network, what may be called, and phones of other makes. */
export function TelephonyPage() {
  const t = useSettingsText();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const answer = useAnswer('telephony.get', {}, { renewOn: round });
  return (
    <Page label={t('nav.telephony')}>
      <PageHead title={t('nav.telephony')} sub={t('telephony.text')} />
      <PageBody form>
        {answer.value === undefined ? (
          <Unanswered answer={answer} lines={8} />
        ) : (
          <Known value={answer.value} again={answer.again} />
        )}
      </PageBody>
    </Page>
  );
}

function Known({ value, again }: { readonly value: Telephony; readonly again: () => void }) {
  const t = useSettingsText();
  const [edited, setEdited] = useState<{ readonly id: TrunkId; readonly trunk: Trunk | undefined }>();
  return (
    <>
      <SettingCard title={t('telephony.trunks')} text={t('telephony.trunksText')}>
        {value.trunks.length === 0 ? (
          <EmptyState icon={Cable} title={t('telephony.noTrunks')} text={t('telephony.noTrunksText')} />
        ) : (
          <ul className="trunk-list">
            {value.trunks.map((trunk) => {
              const health = value.health.find(({ trunkId }) => trunkId === trunk.id);
              return (
                <li key={trunk.id}>
                  <span className="min-w-0">
                    <span className="trunc block font-medium">{trunk.name}</span>
                    <span className="trunc block text-12 text-muted">
                      {`${trunk.settings.host}:${trunk.settings.port} · ${trunk.settings.transport.toUpperCase()}`}
                    </span>
                  </span>
                  <span className="ml-auto flex items-center gap-2.5">
                    {health?.problem !== undefined && (
                      <span className="text-12 text-muted">{t(`refusals:providerFailed.${health.problem}`)}</span>
                    )}
                    <TrunkTag health={health} />
                    <Button
                      size="sm"
                      aria-label={t('telephony.editOf', { name: trunk.name })}
                      onClick={() => setEdited({ id: trunk.id, trunk })}
                    >
                      {t('telephony.edit')}
                    </Button>
                  </span>
                </li>
              );
            })}
          </ul>
        )}
        <div className="px-4 py-3">
          <Button icon={Plus} onClick={() => setEdited({ id: newId<TrunkId>(), trunk: undefined })}>
            {t('telephony.newTrunk')}
          </Button>
        </div>
      </SettingCard>
      <DialRulesForm
        key={JSON.stringify([value.settings, value.turnSecretSet])}
        settings={value.settings}
        turnSecretSet={value.turnSecretSet}
        trunks={value.trunks}
        onSaved={again}
      />
      <PhoneAccountsCard />
      <SettingCard title={t('telephony.server')} text={t('telephony.serverText')}>
        <div className="p-4">
          <KeyValues
            rows={[
              {
                name: t('telephony.listening'),
                value:
                  value.listening.length === 0
                    ? t('telephony.notListening')
                    : value.listening
                        .map(({ transport, host, port, problem }) => {
                          const named = `${transport.toUpperCase()} ${host}:${port}`;
                          if (problem === undefined) return named;
                          return t('telephony.portBroken', { port: named, why: t(`telephony.portProblem.${problem}`) });
                        })
                        .join(' · '),
              },
              { name: t('telephony.mediaServer'), value: t(`telephony.media.${value.mediaServer}`) },
            ]}
          />
        </div>
      </SettingCard>
      {edited !== undefined && (
        <TrunkDialog
          trunkId={edited.id}
          trunk={edited.trunk}
          calls={value.health.find(({ trunkId }) => trunkId === edited.id)?.calls ?? 0}
          taken={value.trunks.map(({ name }) => name)}
          onClose={(changed) => {
            setEdited(undefined);
            if (changed) again();
          }}
        />
      )}
    </>
  );
}
