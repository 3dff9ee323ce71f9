/** The keys of a telephone with their letters (ITU-T E.161). */
const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

export interface KeysProps {
  /** The name of one key for readers. */
  label: (digit: string) => string;
  onKey: (digit: string) => void;
}

/** Twelve keys. */
export const Keys = ({ label, onKey }: KeysProps) => (
  <div className="keys">
    {KEYS.map(([digit, letters]) => (
      <button
        key={digit}
        type="button"
        aria-label={label(digit)}
        // The field above keeps the caret.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onKey(digit)}
      >
        <b>{digit}</b>
        <small data-letters={letters} />
      </button>
    ))}
  </div>
);
