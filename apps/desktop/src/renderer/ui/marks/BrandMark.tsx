import { classNames } from '../classNames.ts';

/** The product's mark: a headset on the accent. */
export const BrandMark = ({ size = 24 }: { size?: 24 | 40 }) => (
  <svg className={classNames('brand-mark', size === 40 && 'brand-mark-40')} viewBox="0 0 24 24" aria-hidden>
    <rect width="24" height="24" rx="7" fill="var(--accent)" />
    <path d="M7 15.5v-3a5 5 0 0 1 10 0v3" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
    <rect x="5.6" y="13.2" width="3.4" height="4.8" rx="1.5" fill="#fff" />
    <rect x="15" y="13.2" width="3.4" height="4.8" rx="1.5" fill="#fff" />
  </svg>
);
