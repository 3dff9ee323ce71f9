import { Sparkles } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Tooltip } from '../../../ui/overlays/Tooltip.tsx';
import { useSettingsText } from '../frame/useWords.ts';

/** Replaced by the server when a notice is sent [48]. */
export const noticeMacros = ['#OPERATOR#', '#DIALOG#'] as const;

/** The box of a text, with a suggestion to begin with and the macros it may hold. */
export function TextBox({
  label,
  value,
  onChange,
  suggestion,
  macros = [],
  maxLength,
  invalid = false,
  disabled,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly suggestion: string;
  readonly macros?: readonly string[];
  readonly maxLength: number;
  readonly invalid?: boolean;
  readonly disabled: boolean;
  /** Below the box. */
  readonly children?: ReactNode;
}) {
  const t = useSettingsText();
  const box = useRef<HTMLTextAreaElement>(null);
  const insert = (macro: string): void => {
    const { selectionStart = value.length, selectionEnd = value.length } = box.current ?? {};
    onChange(value.slice(0, selectionStart) + macro + value.slice(selectionEnd));
    box.current?.focus();
  };
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        ref={box}
        label={label}
        hideLabel
        rows={3}
        maxLength={maxLength}
        value={value}
        aria-invalid={invalid || undefined}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      {!disabled && (
        <div className="flex flex-wrap items-center gap-2">
          {value !== suggestion && (
            <Button variant="text" size="sm" icon={Sparkles} onClick={() => onChange(suggestion)}>
              {t('texts.suggest')}
            </Button>
          )}
          {macros.map((macro) => (
            <Tooltip key={macro} text={t(`texts.macro.${macro.replaceAll('#', '').toLowerCase()}`)}>
              <Button size="sm" aria-label={t('texts.insert', { macro })} onClick={() => insert(macro)}>
                {macro}
              </Button>
            </Tooltip>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}
