import { Plus, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';
import { originOf } from './channelForm.ts';

/** Sites that may show the widget: typed or pasted as people write addresses, kept as origins. */
export function OriginsField({
  label,
  values,
  onChange,
  disabled,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (): void => {
    const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
    const origins = parts.flatMap((part) => originOf(part) ?? []);
    if (parts.length === 0) return;
    if (origins.length < parts.length) return setWrong(true);
    onChange([...new Set([...values, ...origins])]);
    setTyped('');
  };
  return (
    <div className="flex flex-col gap-2">
      {values.length === 0 ? (
        <p className="warning">
          <Icon glyph={TriangleAlert} size={14} />
          <span>{t('channel.anyOriginWarning')}</span>
        </p>
      ) : (
        <ul className="order" aria-label={label}>
          {values.map((origin) => (
            <li key={origin} className="order-row ps-3">
              <span className="fill trunc">{origin}</span>
              {!disabled && (
                <IconButton
                  size="xs"
                  icon={X}
                  label={t('order.remove', { name: origin })}
                  onClick={() => onChange(values.filter((each) => each !== origin))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <div className="flex items-start gap-2">
          <div className="fill">
            <TextField
              label={t('channel.addOrigin')}
              hideLabel
              placeholder="https://example.com"
              inputMode="url"
              value={typed}
              error={wrong ? errorText('not-an-origin') : undefined}
              onChange={(event) => {
                setTyped(event.target.value);
                setWrong(false);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                // Enter adds the address; it must not send the whole form.
                event.preventDefault();
                add();
              }}
              onBlur={add}
            />
          </div>
          <Button icon={Plus} onClick={add}>
            {t('channel.addOriginButton')}
          </Button>
        </div>
      )}
    </div>
  );
}
