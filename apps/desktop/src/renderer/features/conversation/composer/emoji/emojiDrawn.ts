const SIZE = 20;
/** No character stands here and none ever will: every system draws it as a missing one. */
const MISSING = '\u{10FFFF}';
const JOINER = '\u200D';

/**
 * Tells which emoji this system has a picture for; new ones come with new systems, and some Linux desktops have none at
 * all. What is drawn as a missing character, or as the parts it is made of side by side, is not offered. Where nothing
 * can be measured everything counts as drawn.
 */
export function emojiTester(page: Document): (sign: string) => boolean {
  const canvas = page.createElement('canvas');
  [canvas.width, canvas.height] = [SIZE, SIZE];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return () => true;
  pen.font = `${SIZE * 0.7}px sans-serif`;
  pen.textBaseline = 'top';
  const pictureOf = (sign: string): string => {
    pen.clearRect(0, 0, SIZE, SIZE);
    pen.fillText(sign, 0, 2);
    return pen.getImageData(0, 0, SIZE, SIZE).data.join();
  };
  const missing = pictureOf(MISSING);
  // Without any emoji the names are still of use: all are offered.
  if (pictureOf('😀') === missing) return () => true;
  const widthOf = (text: string): number => pen.measureText(text).width;
  // A sequence that has a picture takes the place of one emoji, not of all it is joined from.
  const isOne = (sign: string): boolean =>
    !sign.includes(JOINER) || widthOf(sign) < 0.9 * widthOf(sign.replaceAll(JOINER, ''));
  const known = new Map<string, boolean>();
  return (sign) => {
    const drawn = known.get(sign) ?? (isOne(sign) && pictureOf(sign) !== missing);
    known.set(sign, drawn);
    return drawn;
  };
}
