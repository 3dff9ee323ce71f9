import type { Instant } from '@ringdesk/shared/model/time.ts';

import { Field } from '../../../ui/fields/Field.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { useSettingsText } from '../frame/useWords.ts';

/** What a `datetime-local` box holds for a moment, in the time of this device. */
function localValue(at: Instant): string {
  const minutesWest = new Date(at).getTimezoneOffset();
  return new Date(at - minutesWest * 60_000).toISOString().slice(0, 16);
}

/** Now, or a moment to be tried. */
export function TryItWhen({
  at,
  onChange,
}: {
  readonly at: Instant | undefined;
  readonly onChange: (at: Instant | undefined) => void;
}) {
  const t = useSettingsText();
  return (
    <Field label={t('try.when')}>
      <Select
        label={t('try.when')}
        value={at === undefined ? 'now' : 'then'}
        onChange={(when) => onChange(when === 'now' ? undefined : serverNow())}
        options={(['now', 'then'] as const).map((value) => ({ value, text: t(`try.at.${value}`) }))}
      />
      {at !== undefined && (
        <TextInput
          type="datetime-local"
          label={t('try.moment')}
          value={localValue(at)}
          onChange={(event) => {
            const moment = Date.parse(event.target.value);
            if (!Number.isNaN(moment)) onChange(moment);
          }}
        />
      )}
    </Field>
  );
}
