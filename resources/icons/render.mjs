/**
 * Draws every icon from icon.svg: `node resources/icons/render.mjs`. Run it after changing the mark; what it writes is
 * committed, so that packaging needs no drawing.
 *
 * The tray says by shape, never by colour alone: `none` the mark, `dot` something new, `number-1` … `number-9` and
 * `number-more` how much needs me, `offline` a slash, `signed-out` an exclamation mark. `…Template` are the black ones
 * with alpha which macOS tints itself. 16, 20, 24, 32 px cover scales 100 to 200 %.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const sharp = createRequire(new URL('../../apps/server/package.json', import.meta.url))('sharp');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const headset = (colour) =>
  `<path d="M7 15.5v-3a5 5 0 0 1 10 0v3" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"/>` +
  `<rect x="5.6" y="13.2" width="3.4" height="4.8" rx="1.5" fill="${colour}"/><rect x="15" y="13.2" width="3.4" height="4.8" rx="1.5" fill="${colour}"/>`;
const svg = (inside, box = '0 0 24 24') => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="512" height="512">${inside}</svg>`);
const tile = (colour) => `<rect width="24" height="24" rx="5.4" fill="${colour}"/>`;

/** The mark with a corner cut out, so that the sign there stands clear of it. */
const cut = (inside, hole) => `<defs><mask id="m"><rect width="24" height="24" fill="#fff"/>${hole}</mask></defs><g mask="url(#m)">${inside}</g>`;
const cornerHole = '<circle cx="17.5" cy="17.5" r="8.3" fill="#000"/>';
const slashHole = '<path d="M2 22 22 2" stroke="#000" stroke-width="6"/>';

// Digits as strokes in a 6×9 box: no font is needed to draw them, and they are crisp at 16 px.
const digits = {
  1: 'M1.5 2.2 3.6.8V8.2', 2: 'M.9 2.4C1.3.4 5.1.3 5.1 2.7 5.1 4.6 1 6.2.9 8.2H5.2', 3: 'M.9.8H5L2.7 3.7C6 3.6 6 8.2 2.9 8.2 1.7 8.2 1 7.6.7 6.9',
  4: 'M4.2 8.2V.8L.6 5.9H5.5', 5: 'M5 .8H1.4L1.1 4.2C2.5 3.1 5.3 3.6 5.3 5.8 5.3 8.6 1.5 8.8.8 6.9', 6: 'M4.7 1.2C2 .2.9 3 .9 5.4.9 9.2 5.3 9 5.3 5.9 5.3 3.4 1.7 3.3 1 5.4',
  7: 'M.8.8H5.2L2.4 8.2', 8: 'M3 4.2C.6 3.6 1 .8 3 .8 5 .8 5.4 3.6 3 4.2.3 4.9.5 8.2 3 8.2 5.5 8.2 5.7 4.9 3 4.2', 9: 'M5 3.6C4.3 5.7.7 5.6.7 3.1.7 0 5.1-.2 5.1 3.6 5.1 6 4 8.8 1.3 7.8',
  more: 'M3 1.6V7.4M.1 4.5H5.9',
};
const number = (name, ground, ink) =>
  `<circle cx="17.5" cy="17.5" r="6.5" fill="${ground}"/><path transform="translate(14.3 12.7) scale(1.06)" d="${digits[name]}" fill="none" stroke="${ink}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`;
const exclamation = (ground, ink) =>
  `<circle cx="17.5" cy="17.5" r="6.5" fill="${ground}"/><path d="M17.5 13.9v4M17.5 20.9v.01" stroke="${ink}" stroke-width="2" stroke-linecap="round"/>`;
const slash = (colour) => `<path d="M3 21 21 3" stroke="${colour}" stroke-width="2.4" stroke-linecap="round"/>`;

/** One set of tray pictures: on its own tile for Windows and Linux, or black with alpha for macOS. */
const traySet = (template) => {
  const mark = template ? headset('#000') : tile('#2f54d9') + headset('#fff');
  const away = template ? headset('#000') : tile('#6b7280') + headset('#fff');
  const ground = template ? '#000' : '#c62f2b';
  // A template has one colour: the sign's inside must be transparent, which a mask does.
  const sign = (draw) =>
    template ? `<defs><mask id="s"><rect width="24" height="24" fill="#000"/>${draw('#fff', '#000')}</mask></defs><rect width="24" height="24" fill="#000" mask="url(#s)"/>` : draw(ground, '#fff');
  const set = {
    none: mark,
    dot: cut(mark, '<circle cx="18.5" cy="18.5" r="6.6" fill="#000"/>') + `<circle cx="18.5" cy="18.5" r="4.6" fill="${ground}"/>`,
    offline: cut(away, slashHole) + slash(template ? '#000' : '#6b7280'),
    'signed-out': cut(away, cornerHole) + sign(exclamation),
  };
  for (const name of Object.keys(digits)) set[`number-${name}`] = cut(mark, cornerHole) + sign((back, ink) => number(name, back, ink));
  return set;
};

for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) await sharp(here('icon.svg'), { density: 2400 }).resize(size).png({ compressionLevel: 9 }).toFile(here(`${size}x${size}.png`));
for (const template of [false, true]) {
  for (const [name, inside] of Object.entries(traySet(template))) {
    // The template has no tile around it: without the margin it fills the bar's height as its neighbours do.
    const drawing = svg(inside, template ? '3 3 21 21' : '0 0 24 24');
    const file = (scale) => here(template ? `tray/${name}Template${scale}.png` : `tray/${name}${scale}.png`);
    for (const [scale, size] of [['', 16], ['@1.25x', 20], ['@1.5x', 24], ['@2x', 32]]) await sharp(drawing, { density: 300 }).resize(size).png({ compressionLevel: 9 }).toFile(file(scale));
  }
}
