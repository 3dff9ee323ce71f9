import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { MAX_PICTURE_BYTES, picturePath } from '@ringdesk/shared/protocol/files.ts';
import { EyeOff, Headphones, ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';

import { serverUrl } from '../../../connection/session.ts';
import { uploadPicture } from '../../../connection/upload.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { RadioCards } from '../../../ui/fields/RadioCards.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { Avatar } from '../../../ui/marks/Avatar.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import type { QueueForm } from './queueForm.ts';

type Entry = QueueForm['agentEntries'][number];

/** [20] the agent's profile, the queue's own entries, or nothing. */
export function CustomerSeesCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, around, editable, warningsOf } = props;
  const fieldProps = useFieldProps(form);
  const { hint: _, ...words } = fieldProps('agentShown');
  const example = around.people[0];
  const entry = form.values.agentEntries.find(({ agentId }) => agentId === example?.id);
  return (
    <SettingCard title={t('queue.card.shown')}>
      <SettingBlock {...words}>
        <RadioCards
          label={words.label}
          value={form.values.agentShown}
          onChange={(agentShown) => form.set({ agentShown })}
          disabled={!editable}
          cards={(['profile', 'queueEntry', 'nothing'] as const).map((value) => ({
            value,
            title: t(`queue.agentShown.${value}.title`),
            text: t(`queue.agentShown.${value}.text`),
            art: <ShownArt shown={value} example={example} entry={entry} />,
          }))}
        />
        <FieldWarnings warnings={warningsOf('agentShown')} />
      </SettingBlock>
      {form.values.agentShown === 'queueEntry' && <EntriesBlock {...props} />}
    </SettingCard>
  );
}

/** The face a customer would see, with the first member as the example. */
function ShownArt({
  shown,
  example,
  entry,
}: {
  readonly shown: QueueForm['agentShown'];
  readonly example: Agent | undefined;
  readonly entry: Entry | undefined;
}) {
  const t = useSettingsText();
  const name = { profile: example?.name, queueEntry: entry?.name, nothing: undefined }[shown];
  const picture = { profile: example?.pictureId, queueEntry: entry?.pictureId ?? undefined, nothing: undefined }[shown];
  return (
    <span className="flex h-11 items-center gap-2 text-ink">
      <Avatar
        id={example?.id ?? shown}
        name={name ?? ''}
        size={28}
        {...(shown === 'nothing' ? { glyph: EyeOff } : name === undefined ? { glyph: Headphones } : {})}
        picture={picture === undefined ? undefined : serverUrl(picturePath(picture))}
      />
      <span className="trunc text-12 font-medium">{name ?? t(`queue.agentShown.${shown}.example`)}</span>
    </span>
  );
}

/** A name and a picture per person; whoever has none stays without a name. */
function EntriesBlock({ form, around, editable }: QueueCardProps) {
  const fieldProps = useFieldProps(form);
  const { agentEntries } = form.values;
  const people = around.people.filter((agent) => !agent.dismissed);
  const put = (agent: Agent, change: Partial<Entry>): void => {
    const before = agentEntries.find((entry) => entry.agentId === agent.id);
    const next: Entry = { agentId: agent.id, name: '', pictureId: null, ...before, ...change };
    const empty = next.name === '' && next.pictureId === null;
    const others = agentEntries.filter((entry) => entry.agentId !== agent.id);
    const at = before === undefined ? others.length : agentEntries.indexOf(before);
    form.set({ agentEntries: empty ? others : [...others.slice(0, at), next, ...others.slice(at)] });
  };
  return (
    <SettingBlock {...fieldProps('agentEntries')}>
      <ul>
        {people.map((agent) => (
          <EntryRow
            key={agent.id}
            agent={agent}
            entry={agentEntries.find((entry) => entry.agentId === agent.id)}
            editable={editable}
            onChange={(change) => put(agent, change)}
          />
        ))}
      </ul>
    </SettingBlock>
  );
}

function EntryRow({
  agent,
  entry,
  editable,
  onChange,
}: {
  readonly agent: Agent;
  readonly entry: Entry | undefined;
  readonly editable: boolean;
  readonly onChange: (change: Partial<Entry>) => void;
}) {
  const t = useSettingsText();
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const pictureId = entry?.pictureId ?? undefined;
  const upload = async (picture: File): Promise<void> => {
    if (picture.size > MAX_PICTURE_BYTES) {
      return void showToast({ text: wordsOf({ code: 'tooLarge', maxBytes: MAX_PICTURE_BYTES }), tone: 'bad' });
    }
    setBusy(true);
    const reply = await uploadPicture(picture, () => undefined).done;
    setBusy(false);
    if (reply.ok) onChange({ pictureId: reply.value.pictureId });
    else showToast({ text: wordsOf(reply.error), tone: 'bad' });
  };
  return (
    <li className="entry-row">
      {pictureId === undefined ? (
        <AgentAvatar agent={agent} />
      ) : (
        <Avatar id={agent.id} name={entry?.name ?? ''} size={28} picture={serverUrl(picturePath(pictureId))} />
      )}
      <span className="trunc font-medium">{agent.name}</span>
      <TextInput
        label={t('queue.entryName', { agent: agent.name })}
        placeholder={t('queue.entryExample')}
        maxLength={80}
        value={entry?.name ?? ''}
        invalid={entry !== undefined && entry.name.trim() === ''}
        disabled={!editable}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <span className="flex gap-1">
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="sr-text"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            const [picture] = event.target.files ?? [];
            if (picture !== undefined) void upload(picture);
            event.target.value = '';
          }}
        />
        <IconButton
          size="sm"
          icon={ImagePlus}
          label={t('queue.entryPicture', { agent: agent.name })}
          disabled={!editable || busy}
          aria-busy={busy || undefined}
          onClick={() => file.current?.click()}
        />
        {pictureId !== undefined && (
          <IconButton
            size="sm"
            icon={X}
            label={t('queue.entryPictureRemove', { agent: agent.name })}
            disabled={!editable}
            onClick={() => onChange({ pictureId: null })}
          />
        )}
      </span>
    </li>
  );
}
