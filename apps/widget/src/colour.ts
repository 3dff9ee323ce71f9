type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb;

const print = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

/** `share` of `b` in `a`, 0 to 1. */
export const mix = (a: string, b: string, share: number): string => {
  const to = parse(b);
  return print(parse(a).map((c, i) => c + ((to[i] ?? 0) - c) * share) as unknown as Rgb);
};

/** Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). */
const luminance = (hex: string): number => {
  const [r, g, b] = parse(hex).map((c) =>
    c <= 10.31 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

/** White, else dark, else black: the first which is readable (4.5) on `background`. One of them always is. */
export const readableOn = (background: string): string =>
  ['#ffffff', '#1a1c21'].find((text) => contrast(text, background) >= 4.5) ?? '#000000';

/** `colour`, moved towards `towards` only as far as `ratio` against every one of `backgrounds` asks. */
const movedUntil = (colour: string, backgrounds: readonly string[], towards: string, ratio: number): string => {
  for (let share = 0; share < 1; share += 0.05) {
    const moved = mix(colour, towards, share);
    if (backgrounds.every((background) => contrast(moved, background) >= ratio)) return moved;
  }
  return towards;
};

/** Custom properties of the panel for a channel's accent, every text pair at least 4.5 and every shape 3. */
export function palette(accent: string, dark: boolean): Readonly<Record<string, string>> {
  const surface = dark ? '#16181c' : '#ffffff';
  const sunken = dark ? '#121418' : '#f9f9f7';
  const ink = dark ? '#ffffff' : '#000000';
  const fill = dark ? movedUntil(accent, [surface], ink, 3) : accent;
  const hero = mix(accent, '#000000', 0.2);
  const soft = mix(surface, accent, dark ? 0.3 : 0.12);
  return {
    '--accent': fill,
    '--on-accent': readableOn(fill),
    '--hero': hero,
    '--on-hero': readableOn(hero),
    '--accent-text': movedUntil(accent, [surface, sunken, soft], ink, 4.5),
    '--focus': movedUntil(accent, [surface, sunken], ink, 3),
    '--accent-soft': soft,
  };
}
