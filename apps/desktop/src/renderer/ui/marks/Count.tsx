import { classNames } from '../classNames.ts';

export interface CountProps {
  value: number;
  /** What is counted, for readers: "2 unread". */
  label: string;
  tone?: 'accent' | 'quiet' | 'bad';
  /** Above it "99+" is drawn. */
  max?: number;
}

/** A number in a pill. Draws nothing for zero. */
export const Count = ({ value, label, tone = 'accent', max = 99 }: CountProps) =>
  value <= 0 ? null : (
    <span className={classNames('count', tone !== 'accent' && `count-${tone}`)} role="img" aria-label={label}>
      {value > max ? `${max}+` : value}
    </span>
  );
