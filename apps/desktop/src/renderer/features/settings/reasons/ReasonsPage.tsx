import type { Agent, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { commands } from '@ringdesk/shared/protocol/commands.ts';
import { Hourglass, Pencil, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';

import { newId } from '../../../connection/session.ts';
import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { PresenceDot } from '../../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../../ui/marks/presenceShape.ts';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { useIdleRule, useReasons } from '../../../workspace/hooks.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { schemaErrors, settingsField } from '../form/schemaErrors.ts';
import { type FieldErrors, useSettingsForm } from '../form/useSettingsForm.ts';
import { mayEdit } from '../frame/rights.ts';
import { moved, SortableRows } from '../frame/SortableRows.tsx';
import { sendSetting } from '../frame/sendSetting.ts';
import { secondsText, useErrorText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { IdleCard, idleText } from './IdleCard.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

export interface ReasonsForm {
  readonly reasons: readonly PresenceReason[];
  /** null: off. */
  readonly idle: IdleRule | null;
}

const errorsOf = (form: ReasonsForm): FieldErrors<ReasonsForm> =>
  schemaErrors(commands['presenceReasons.save'].input, form, settingsField);

/** The rule about untouched desks does not outlive its reason. */
function without({ reasons, idle }: ReasonsForm, index: number): ReasonsForm {
  const gone = reasons[index]?.id;
  const left = reasons.filter((_, each) => each !== index);
  return { reasons: left, idle: idle !== null && idle.reasonId === gone ? { ...idle, reasonId: null } : idle };
}

/** The list has no version of its own: whoever saves later wins, as with every list that is saved as a whole. */
const NO_VERSION = 1;

/** Reasons for not being available, in the order of the presence menu. */
export function ReasonsPage({ me }: { readonly me: Agent }) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const reasons = useReasons();
  const editable = mayEdit('reasons', me.role);
  const [open, setOpen] = useState<PresenceReason>();
  const rule = useIdleRule();
  const saved = useMemo(() => ({ reasons, idle: rule ?? null }), [reasons, rule]);
  const save = async (values: ReasonsForm) => {
    const reply = await sendSetting('presenceReasons.save', { reasons: [...values.reasons], idle: values.idle });
    return reply.ok ? { ok: true as const, value: { version: NO_VERSION } } : reply;
  };
  const form = useSettingsForm<ReasonsForm>({
    key: 'reasons',
    saved,
    version: NO_VERSION,
    check: errorsOf,
    save,
    fieldsOf: (refusal) => (refusal.code === 'invalid' ? { reasons: 'other' } : {}),
  });
  const list = form.values.reasons;
  const put = (reason: PresenceReason): void => {
    const known = list.some(({ id }) => id === reason.id);
    form.set({ reasons: known ? list.map((each) => (each.id === reason.id ? reason : each)) : [...list, reason] });
  };
  const create = (): void => setOpen({ id: newId<ReasonId>(), state: 'break', name: '' });

  return (
    <Page label={t('nav.reasons')}>
      <PageHead
        title={t('nav.reasons')}
        sub={t('reasons.hint')}
        actions={
          editable && (
            <Button icon={Plus} onClick={create}>
              {t('reasons.new')}
            </Button>
          )
        }
      />
      <DraftForm
        label={t('nav.reasons')}
        form={form}
        words={{
          fieldName: (field) => (field === 'idle' ? t('reasons.idle.label') : t('nav.reasons')),
          valueText: (field, values) =>
            field === 'idle'
              ? idleText(values, t)
              : values.reasons.length === 0
                ? t('none')
                : formatList(values.reasons.map(({ name }) => name)),
        }}
        onSaved={(before) =>
          showUndo(t('reasons.saved'), t('undo'), () => {
            void save(before).then((reply) => {
              if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
            });
          })
        }
      >
        <SettingCard>
          {list.length === 0 ? (
            <EmptyState
              icon={Hourglass}
              title={t('reasons.none')}
              text={t('reasons.noneText')}
              action={editable && <Button onClick={create}>{t('reasons.new')}</Button>}
            />
          ) : (
            <SettingBlock
              label={t('reasons.order')}
              changedLabel={form.isChanged('reasons') ? t('form.changed') : undefined}
              error={errorText(form.errors.reasons)}
            >
              <SortableRows
                label={t('nav.reasons')}
                fixed={!editable}
                items={list.map((reason) => ({
                  id: reason.id,
                  name: reason.name,
                  mark: <PresenceDot shape={presenceShape(reason.state, true)} />,
                  detail: t(`presence:state.${reason.state}`),
                  right: (
                    <span className="flex items-center gap-2">
                      {reason.limitMinutes === undefined
                        ? t('reasons.noLimit')
                        : t('reasons.limitOf', { time: secondsText(reason.limitMinutes * 60) })}
                      {editable && (
                        <IconButton
                          size="xs"
                          icon={Pencil}
                          label={t('reasons.edit', { name: reason.name })}
                          onClick={() => setOpen(reason)}
                        />
                      )}
                    </span>
                  ),
                }))}
                onMove={(from, to) => form.set({ reasons: moved(list, from, to) })}
                onRemove={(index) => form.set(without(form.values, index))}
              />
            </SettingBlock>
          )}
        </SettingCard>
        <IdleCard form={form} disabled={!editable} />
      </DraftForm>
      {open !== undefined && (
        <ReasonDialog
          reason={open}
          others={list.filter(({ id }) => id !== open.id)}
          onClose={() => setOpen(undefined)}
          onTake={(reason) => {
            put(reason);
            setOpen(undefined);
          }}
        />
      )}
    </Page>
  );
}
