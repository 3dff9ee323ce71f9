import { describe, expect, test } from 'vitest';

/** Tests run in Node, while the renderer compiles without its types; and Vitest imports style sheets as nothing. */
declare const process: {
  getBuiltinModule: (name: 'node:fs') => { readFileSync: (file: URL, encoding: 'utf8') => string };
};

const tokens = process.getBuiltinModule('node:fs').readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';
type Rgb = [number, number, number];

/** Every colour of tokens.css, in one theme. */
const coloursOf = (theme: Theme): Map<string, string> => {
  const colours = new Map<string, string>();
  for (const [, name = '', value = ''] of tokens.matchAll(/--([\w-]+): ([^;]+);/g)) {
    const both = /^light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)$/i.exec(value);
    const colour = both === null ? value : both[theme === 'light' ? 1 : 2];
    if (colour !== undefined && /^#[0-9a-f]{6}$/i.test(colour)) colours.set(name, colour);
  }
  return colours;
};

const channels = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Relative luminance, WCAG 2.2. */
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** `over` at `share` on `under`. */
const mixed = (over: Rgb, under: Rgb, share: number): Rgb =>
  under.map((channel, index) => channel * (1 - share) + (over[index] ?? 0) * share) as Rgb;

const text = 4.5;
const shape = 3;
const avatars: [string, number, string][] = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
  `avatar-${n}-text`,
  text,
  `avatar-${n}`,
]);

/** The pairs of the design language: foreground, what it needs, the backgrounds it lies on. */
const pairs: readonly [foreground: string, needs: number, backgrounds: string][] = [
  [
    'text',
    text,
    'canvas surface surface-sunken surface-raised surface-hover surface-active surface-selected bubble-customer accent-soft warning-soft danger-soft success-soft',
  ],
  [
    'text-secondary',
    text,
    'canvas surface surface-sunken surface-raised surface-hover surface-active surface-selected border-strong',
  ],
  [
    'text-muted',
    text,
    'canvas surface surface-sunken surface-raised surface-hover surface-active surface-selected bubble-customer danger-soft',
  ],
  [
    'text-on-solid',
    text,
    'accent accent-hover success success-hover warning danger danger-hover channel-phone channel-webchat channel-whatsapp channel-telegram channel-messenger channel-instagram channel-email channel-sms',
  ],
  [
    'accent-text',
    text,
    'canvas surface surface-sunken surface-raised surface-hover surface-active surface-selected accent-soft danger-soft',
  ],
  ['success-text', text, 'canvas surface surface-sunken surface-raised success-soft'],
  ['warning-text', text, 'surface surface-raised surface-hover surface-active warning-soft'],
  ['danger-text', text, 'canvas surface surface-sunken surface-raised surface-hover surface-active danger-soft'],
  ['note-text', text, 'note-bg'],
  ['danger-text', text, 'note-bg'],
  ['accent-text', text, 'note-bg'],
  ['bubble-agent-text', text, 'bubble-agent'],
  ['call-text', text, 'call-surface call-surface-2'],
  ['call-text-muted', text, 'call-surface'],
  ['sla-ok-text', text, 'sla-ok-soft surface'],
  ['sla-risk-text', text, 'sla-risk-soft surface'],
  ['sla-breach-text', text, 'sla-breach-soft surface'],
  ...avatars,
  ['presence-available', shape, 'surface canvas'],
  ['presence-oncall', shape, 'surface canvas'],
  ['presence-wrapup', shape, 'surface canvas'],
  ['presence-break', shape, 'surface canvas'],
  ['presence-dnd', shape, 'surface canvas'],
  ['presence-offline', shape, 'surface canvas'],
  ['sla-ok', shape, 'surface'],
  ['sla-risk', shape, 'surface'],
  ['sla-breach', shape, 'surface'],
  ['border-control', shape, 'surface surface-raised'],
  ['focus', shape, 'surface canvas'],
];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  const colours = coloursOf(theme);
  const rgb = (name: string): Rgb => {
    const hex = colours.get(name);
    if (hex === undefined) throw new Error(`tokens.css has no colour --${name}`);
    return channels(hex);
  };

  test.each(pairs.flatMap(([name, needs, on]) => on.split(' ').map((ground) => [name, ground, needs] as const)))(
    '%s on %s reaches %d',
    (name, ground, needs) => {
      expect(contrast(rgb(name), rgb(ground))).toBeGreaterThanOrEqual(needs);
    },
  );

  test.each(['accent', 'success', 'danger'])('the key cap on a %s button keeps its white text readable', (ground) => {
    const cap = theme === 'light' ? mixed([255, 255, 255], rgb(ground), 0.12) : mixed([0, 0, 0], rgb(ground), 0.22);
    expect(contrast([255, 255, 255], cap)).toBeGreaterThanOrEqual(text);
  });

  test('a message that is not sent yet is paler and still readable', () => {
    const bubble = mixed(rgb('bubble-agent'), rgb('surface'), 0.55);
    const words = mixed(rgb('bubble-agent-text'), rgb('surface'), 0.72);
    expect(contrast(words, bubble)).toBeGreaterThanOrEqual(text);
  });
});
