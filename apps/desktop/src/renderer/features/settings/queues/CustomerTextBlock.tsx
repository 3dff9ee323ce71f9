import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings } from '../form/FieldWarnings.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import { suggestedTexts } from './suggestedTexts.ts';
import { TextBox } from './TextBox.tsx';

const MOST = 2_000;

/** A text the queue sends to customers by itself, in their language. Empty: nothing is sent. */
export function CustomerTextBlock({
  field,
  form,
  editable,
  warningsOf,
}: QueueCardProps & { readonly field: 'greeting' | 'offHoursText' | 'nobodyText' | 'closeText' }) {
  const words = useFieldProps(form)(field);
  return (
    <SettingBlock {...words}>
      <TextBox
        label={words.label}
        value={form.values[field]}
        onChange={(text) => form.set({ [field]: text })}
        suggestion={suggestedTexts[form.values.language][field]}
        maxLength={MOST}
        invalid={words.error !== undefined}
        disabled={!editable}
      >
        <FieldWarnings warnings={warningsOf(field)} />
      </TextBox>
    </SettingBlock>
  );
}
