import type { MissedCallAction } from '@ringdesk/shared/model/call.ts';
import type { AttachmentId } from '@ringdesk/shared/model/ids.ts';
import type { ReactNode } from 'react';

import { useAgents } from '../../../../workspace/hooks.ts';
import { Combobox } from '../../../../ui/fields/Combobox.tsx';
import { RadioList } from '../../../../ui/fields/RadioList.tsx';
import { Select } from '../../../../ui/fields/Select.tsx';
import { SettingCard } from '../../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../../ui/settings/SettingRow.tsx';
import { FieldWarnings, warningsBelow } from '../../form/FieldWarnings.tsx';
import { PhoneNumberInput } from '../../frame/PhoneNumberInput.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import { DurationRow } from '../DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from '../queueCard.ts';
import { SoundField } from './SoundField.tsx';

const VOICEMAIL_SECONDS = 120;
const SUGGESTED_AFTER = 120;

/** [61] What becomes of a call which nobody takes, and when. */
export function MissedCallsCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, around, editable, warningsOf } = props;
  const fieldProps = useFieldProps(form);
  const words = fieldProps('missed');
  const after = fieldProps('missedAfterSeconds');
  const { missed, missedAfterSeconds } = form.values;
  const others = (around.callQueues ?? []).filter(({ id }) => id !== around.queueId);
  const agents = useAgents().filter((agent) => !agent.dismissed);
  const begun: Readonly<Record<MissedCallAction['kind'], MissedCallAction | undefined>> = {
    wait: { kind: 'wait' },
    voicemail: { kind: 'voicemail', greetingId: null, maxSeconds: VOICEMAIL_SECONDS },
    forwardToAgent: agents[0] && { kind: 'forwardToAgent', agentId: agents[0].id },
    forwardToNumber: { kind: 'forwardToNumber', number: '' },
    overflow: others[0] && { kind: 'overflow', queueId: others[0].id },
    hangUp: { kind: 'hangUp', announcementId: null },
  };
  const kinds = (Object.keys(begun) as MissedCallAction['kind'][]).filter((kind) => begun[kind] !== undefined);
  const choose = (kind: MissedCallAction['kind']): void => {
    const next = form.base.missed.kind === kind ? form.base.missed : begun[kind];
    if (next !== undefined) form.set({ missed: next });
  };
  return (
    <SettingCard title={t('queue.card.missedCalls')}>
      <SettingBlock {...words}>
        <RadioList
          label={words.label}
          value={missed.kind}
          onChange={choose}
          disabled={!editable}
          options={kinds.map((value) => ({
            value,
            text: t(`calls.missed.${value}.title`),
            hint: t(`calls.missed.${value}.text`),
          }))}
        />
        <FieldWarnings warnings={warningsOf('missed')} />
      </SettingBlock>
      <MissedDetails {...props} missed={missed} others={others} agents={agents} />
      {missed.kind !== 'wait' && (
        <DurationRow
          words={after}
          value={missedAfterSeconds ?? SUGGESTED_AFTER}
          onChange={(next) => form.set({ missedAfterSeconds: next })}
          min={5}
          max={3_600}
          presets={[15, 30, 60, 120, 300, 600]}
          toggle={{
            on: missedAfterSeconds !== null,
            onChange: (on) =>
              form.set({ missedAfterSeconds: on ? (form.base.missedAfterSeconds ?? SUGGESTED_AFTER) : null }),
          }}
          disabled={!editable}
        >
          {warningsBelow(warningsOf('missedAfterSeconds'))}
        </DurationRow>
      )}
    </SettingCard>
  );
}

function MissedDetails({
  form,
  editable,
  missed,
  others,
  agents,
}: QueueCardProps & {
  readonly missed: MissedCallAction;
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}): ReactNode {
  const t = useSettingsText();
  const error = useFieldProps(form)('missed').error;
  const set = (next: MissedCallAction): void => form.set({ missed: next });
  switch (missed.kind) {
    case 'voicemail':
      return (
        <>
          <SoundRow
            what="greeting"
            value={missed.greetingId}
            onChange={(greetingId) => set({ ...missed, greetingId })}
            editable={editable}
          />
          <SettingRow
            label={t('calls.longest')}
            control={
              <Select
                className="w-40"
                value={String(missed.maxSeconds)}
                onChange={(seconds) => set({ ...missed, maxSeconds: Number(seconds) })}
                options={[...new Set([30, 60, 120, 180, 300, 600, missed.maxSeconds])]
                  .toSorted((a, b) => a - b)
                  .map((seconds) => ({ value: String(seconds), text: t('calls.seconds', { count: seconds }) }))}
                disabled={!editable}
              />
            }
          />
        </>
      );
    case 'forwardToAgent':
      return (
        <SettingRow
          label={t('calls.person')}
          control={
            <Combobox
              className="w-64"
              value={missed.agentId}
              options={agents.map(({ id, name }) => ({ value: id, text: name }))}
              onChange={(agentId) => set({ ...missed, agentId: agentId as typeof missed.agentId })}
              placeholder={t('notice.choose')}
              empty={t('members.noMatch')}
              disabled={!editable}
            />
          }
        />
      );
    case 'forwardToNumber':
      return (
        <>
          <SettingRow
            label={t('calls.number')}
            control={
              <PhoneNumberInput
                placeholder="+34910123456"
                value={missed.number}
                invalid={error !== undefined}
                disabled={!editable}
                onChange={(number) => set({ ...missed, number })}
              />
            }
          />
          <InsteadRows missed={missed} set={set} editable={editable} />
        </>
      );
    case 'overflow':
      return (
        <SettingRow
          label={t('calls.toQueue')}
          control={
            <Select
              className="w-64"
              value={missed.queueId as string}
              onChange={(queueId) => set({ ...missed, queueId: queueId as typeof missed.queueId })}
              options={others.map(({ id, name }) => ({ value: id, text: name }))}
              disabled={!editable}
            />
          }
        />
      );
    case 'hangUp':
      return (
        <SoundRow
          what="announcement"
          value={missed.announcementId}
          onChange={(announcementId) => set({ ...missed, announcementId })}
          editable={editable}
        />
      );
    case 'wait':
      return null;
  }
}

type Forward = Extract<MissedCallAction, { kind: 'forwardToNumber' }>;

/** What the caller hears where the number is not reached and nobody is there. */
function InsteadRows({
  missed: { instead, ...forward },
  set,
  editable,
}: {
  readonly missed: Forward;
  readonly set: (next: Forward) => void;
  readonly editable: boolean;
}): ReactNode {
  const t = useSettingsText();
  const begun: Readonly<Record<string, Forward['instead']>> = {
    voicemail: { kind: 'voicemail', greetingId: null, maxSeconds: 120 },
    hangUp: { kind: 'hangUp', announcementId: null },
  };
  const choose = (kind: string): void => set({ ...forward, ...(begun[kind] && { instead: begun[kind] }) });
  return (
    <>
      <SettingRow
        label={t('calls.instead')}
        control={
          <Select
            className="w-64"
            value={instead?.kind ?? 'busy'}
            onChange={choose}
            options={[
              { value: 'busy', text: t('calls.busyTone') },
              { value: 'voicemail', text: t('calls.missed.voicemail.title') },
              { value: 'hangUp', text: t('calls.missed.hangUp.title') },
            ]}
            disabled={!editable}
          />
        }
      />
      {instead?.kind === 'voicemail' && (
        <SoundRow
          what="greeting"
          value={instead.greetingId}
          onChange={(greetingId) => set({ ...forward, instead: { ...instead, greetingId } })}
          editable={editable}
        />
      )}
      {instead?.kind === 'hangUp' && (
        <SoundRow
          what="announcement"
          value={instead.announcementId}
          onChange={(announcementId) => set({ ...forward, instead: { ...instead, announcementId } })}
          editable={editable}
        />
      )}
    </>
  );
}

interface SoundRowProps {
  readonly what: 'greeting' | 'announcement';
  readonly value: AttachmentId | null;
  readonly onChange: (next: AttachmentId | null) => void;
  readonly editable: boolean;
}

/** A sound callers hear; without one a greeting is the tone alone, an announcement the busy tone. */
function SoundRow({ what, value, onChange, editable }: SoundRowProps): ReactNode {
  const t = useSettingsText();
  const label = t(`calls.${what}`);
  return (
    <SettingRow
      label={label}
      control={
        <SoundField
          label={label}
          none={t(what === 'greeting' ? 'calls.toneOnly' : 'calls.busyTone')}
          value={value}
          onChange={onChange}
          disabled={!editable}
        />
      }
    />
  );
}
