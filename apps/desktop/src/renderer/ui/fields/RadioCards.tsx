import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';

export interface RadioCard<Value extends string> {
  value: Value;
  title: string;
  /** One sentence: the rule. */
  text: string;
  /** A small drawing, 120×44, in the current colour. */
  art?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  label: string;
  value: Value;
  cards: readonly RadioCard<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** One of a few that need a picture and a sentence each. */
export const RadioCards = <Value extends string>({
  label,
  value,
  cards,
  onChange,
  disabled = false,
}: RadioCardsProps<Value>) => {
  const id = useId();
  return (
    <RadioGroup
      aria-label={label}
      className="radio-cards"
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      disabled={disabled}
    >
      {cards.map((card) => (
        <Radio.Root
          key={card.value}
          value={card.value}
          disabled={card.disabled}
          className="radio-card"
          aria-labelledby={`${id}-${card.value}`}
          aria-describedby={`${id}-${card.value}-text`}
        >
          <span className="radio-card-top">
            <span id={`${id}-${card.value}`}>{card.title}</span>
            <span className="radio" aria-hidden />
          </span>
          {card.art !== undefined && (
            <span className="radio-card-art" aria-hidden>
              {card.art}
            </span>
          )}
          <span className="hint" id={`${id}-${card.value}-text`}>
            {card.text}
          </span>
        </Radio.Root>
      ))}
    </RadioGroup>
  );
};
