/** The small drawings of the three ways to distribute [13–15]; 120×44, in the current colour. */

const person = { r: 5, fill: 'var(--surface)', stroke: 'currentColor', strokeWidth: 1.5 };

/** Three people with their open conversations; the next goes where there are fewest. */
export const EvenlyArt = () => (
  <svg viewBox="0 0 120 44">
    {[24, 60, 96].map((x) => (
      <g key={x}>
        <circle cx={x} cy="36" {...person} />
        <rect x={x - 9} y="22" width="18" height="5" rx="2" fill="currentColor" opacity=".35" />
        <rect x={x - 9} y="14" width="18" height="5" rx="2" fill="currentColor" opacity={x === 96 ? 1 : 0.35} />
      </g>
    ))}
    <path d="M96 2v7m-3-3l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.5" />
  </svg>
);

/** First, second, third. */
export const StrictArt = () => (
  <svg viewBox="0 0 120 44">
    <path
      d="M32 22h20m-4-3.5l4 3.5-4 3.5M70 22h18m-4-3.5l4 3.5-4 3.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
    {[22, 61, 98].map((x, index) => (
      <g key={x}>
        <circle
          cx={x}
          cy="22"
          r="8"
          fill={index === 0 ? 'currentColor' : 'var(--surface)'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        <text
          x={x}
          y="25.2"
          fontSize="9"
          fontWeight="600"
          textAnchor="middle"
          fill={index === 0 ? 'var(--surface)' : 'currentColor'}
        >
          {index + 1}
        </text>
      </g>
    ))}
  </svg>
);

/** One to everybody at once. */
export const ToAllArt = () => (
  <svg viewBox="0 0 120 44">
    <path d="M30 22L88 8M30 22h58M30 22l58 14" fill="none" stroke="currentColor" strokeWidth="1.5" />
    <rect x="14" y="15" width="18" height="14" rx="4" fill="currentColor" />
    {[8, 22, 36].map((y) => (
      <circle key={y} cx="94" cy={y} r="5" fill="currentColor" />
    ))}
  </svg>
);
