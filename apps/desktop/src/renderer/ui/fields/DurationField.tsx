import { Autocomplete } from '@base-ui/react/autocomplete';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { usePortalContainer } from '../portalContainer.ts';
import { formatDuration, parseDuration } from './duration.ts';

/** Why what was typed is not taken. */
export type DurationProblem = 'unreadable' | 'tooShort' | 'tooLong';

export interface DurationFieldProps {
  label?: string;
  /** Seconds. */
  value: number;
  onChange: (seconds: number) => void;
  /** Told when typed text cannot be taken, and with undefined when that is over. The value stays as it was. */
  onProblem?: (problem: DurationProblem | undefined) => void;
  min: number;
  max: number;
  /** Offered in the list, in seconds. */
  presets: readonly number[];
  /** BCP 47; the words of the units. */
  locale: string;
  /** What a bare number counts; a minute unless told. */
  bareUnitSeconds?: number;
  disabled?: boolean;
  className?: string;
}

const judge = (seconds: number | undefined, min: number, max: number): DurationProblem | undefined => {
  if (seconds === undefined) return 'unreadable';
  if (seconds < min) return 'tooShort';
  return seconds > max ? 'tooLong' : undefined;
};

/**
 * A span of time: typed as people write it (`90s`, `5 min`, `1h`), or chosen from the presets. Taken on Enter, on
 * leaving the box, or on choosing; Esc puts back what was there.
 */
export const DurationField = ({
  label,
  value,
  onChange,
  onProblem,
  min,
  max,
  presets,
  locale,
  bareUnitSeconds = 60,
  disabled = false,
  className,
}: DurationFieldProps) => {
  const container = usePortalContainer();
  // What is being typed; undefined while the box shows the value.
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<DurationProblem>();
  const offered = presets.map((seconds) => ({ seconds, text: formatDuration(seconds, locale) }));

  const report = (next: DurationProblem | undefined) => {
    if (next !== problem) onProblem?.(next);
    setProblem(next);
  };
  const take = (text: string) => {
    const preset = offered.find((one) => one.text === text);
    const seconds = preset?.seconds ?? parseDuration(text, bareUnitSeconds);
    const wrong = judge(seconds, min, max);
    report(wrong);
    if (wrong !== undefined || seconds === undefined) return setDraft(text);
    setDraft(undefined);
    if (seconds !== value) onChange(seconds);
  };
  const putBack = () => {
    setDraft(undefined);
    report(undefined);
  };

  return (
    <Autocomplete.Root
      items={offered.map((one) => one.text)}
      value={draft ?? formatDuration(value, locale)}
      onValueChange={(text, details) => (details.reason === 'item-press' ? take(text) : setDraft(text))}
      mode="none"
      openOnInputClick
      disabled={disabled}
    >
      <Autocomplete.InputGroup
        className={classNames('input-box', problem !== undefined && 'is-error', disabled && 'is-disabled', className)}
      >
        <Autocomplete.Input
          aria-label={label}
          aria-invalid={problem !== undefined || undefined}
          onBlur={() => {
            if (draft !== undefined) take(draft);
          }}
          onKeyDown={(event) => {
            if (
              event.key === 'Enter' &&
              draft !== undefined &&
              event.currentTarget.getAttribute('aria-activedescendant') === null
            )
              take(draft);
            if (event.key === 'Escape') putBack();
          }}
        />
        <Autocomplete.Icon className="select-arrow">
          <Icon glyph={ChevronDown} size={14} />
        </Autocomplete.Icon>
      </Autocomplete.InputGroup>
      <Autocomplete.Portal container={container}>
        <Autocomplete.Positioner className="pop-pos" sideOffset={4} collisionPadding={8}>
          <Autocomplete.Popup className="pop select-pop">
            <Autocomplete.List className="pop-list">
              {(text: string) => (
                <Autocomplete.Item key={text} value={text} className="mi">
                  {text}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
};
