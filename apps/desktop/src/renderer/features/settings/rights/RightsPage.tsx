import type { Role } from '@ringdesk/shared/model/agent.ts';

import { Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { Table } from '../../../ui/page/Table.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { type Area, areas, mayEdit, mayView } from '../frame/rights.ts';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { RecordingRightsForm } from './RecordingRightsForm.tsx';

const roles: readonly Role[] = ['agent', 'supervisor', 'admin'];

/** [74–77] What each role may: recordings as the center decides, the areas of the settings as they are. */
export function RightsPage() {
  const t = useSettingsText();
  const answer = useAnswer('rights.get', {});
  return (
    <Page label={t('nav.rights')}>
      <PageHead title={t('nav.rights')} sub={t('rights.text')} />
      <PageBody>
        {answer.value !== undefined ? (
          <RecordingRightsForm
            key={JSON.stringify(answer.value.recordings)}
            saved={answer.value.recordings}
            onSaved={answer.again}
          />
        ) : (
          <Unanswered answer={answer} lines={4} />
        )}
        <SettingCard title={t('rights.areas')} text={t('rights.areasText')}>
          <Table<Area>
            label={t('rights.areas')}
            rows={areas}
            rowId={(area) => area}
            columns={[
              { id: 'area', header: t('rights.area'), cell: (area) => t(`nav.${area}`) },
              ...roles.map((role) => ({
                id: role,
                header: t(`role.${role}.title`),
                cell: (area: Area) => (
                  <span className={mayView(area, role) ? undefined : 'text-muted'}>
                    {t(`rights.has.${mayEdit(area, role) ? 'edit' : mayView(area, role) ? 'view' : 'none'}`)}
                  </span>
                ),
              })),
            ]}
          />
        </SettingCard>
      </PageBody>
    </Page>
  );
}
