export interface MeterProps {
  /** 0 to 1; values outside are drawn as the nearest end. */
  share: number;
  tone?: 'accent' | 'ok' | 'risk' | 'bad';
  /** In words, for example "4 of 6 chats". */
  label: string;
}

/** A thin bar: load, progress, service level. */
export const Meter = ({ share, tone = 'accent', label }: MeterProps) => {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={tone === 'accent' ? 'meter' : `meter meter-${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={label}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  );
};
