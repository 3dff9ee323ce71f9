import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { LucideIcon } from 'lucide-react';

import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';

export interface Segment<Value extends string> {
  value: Value;
  text: string;
  icon?: LucideIcon;
  /** A number after the word, as people write it; 0 is drawn. */
  count?: number | string;
  /** The number in red: more than there should be. */
  alarming?: boolean;
}

export interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  onChange: (value: Value) => void;
  /** As wide as its words instead of its container. */
  inline?: boolean;
}

/** Two to four views of the same thing; always one is on. */
export const SegmentedControl = <Value extends string>({
  label,
  value,
  segments,
  onChange,
  inline = false,
}: SegmentedControlProps<Value>) => (
  <ToggleGroup
    aria-label={label}
    className={classNames('seg', inline && 'seg-inline')}
    value={[value]}
    onValueChange={([next]) => {
      if (next !== undefined) onChange(next as Value);
    }}
  >
    {segments.map((segment) => (
      <Toggle key={segment.value} value={segment.value} className="seg-item">
        {segment.icon !== undefined && <Icon glyph={segment.icon} size={14} />}
        {segment.text}
        {segment.count !== undefined && (
          <span className={classNames('seg-n', segment.alarming === true && 'bad')}>{segment.count}</span>
        )}
      </Toggle>
    ))}
  </ToggleGroup>
);
