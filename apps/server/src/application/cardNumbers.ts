/** How many digits card numbers have (ISO/IEC 7812-1). */
const LEAST = 13;
const MOST = 19;
/** A longer run of digits is no text anybody needs to read while it is typed: all of it is hidden, at no cost. */
const LONGEST_RUN = 40;

/**
 * Hides what may be a card number: every run of 13 to 19 digits, single spaces or dashes between them aside,
 * whose check digit fits (Luhn). The last four digits stay, so that both sides know which card is meant. Inside a
 * longer run of digits any stretch that fits is hidden.
 */
export function maskCardNumbers(text: string): string {
  return maskRuns(withAsciiDigits(text));
}

/** Full-width and mathematical digits (９, 𝟗) count as digits; each becomes one plain digit. */
const withAsciiDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const ascii = digit.normalize('NFKC');
    return /^\d$/.test(ascii) ? ascii : digit;
  });

function maskRuns(text: string): string {
  return text.replace(/\d(?:[ \u00A0.-]?\d){12,}/g, (run) => {
    const characters = [...run];
    const places = characters.flatMap((character, index) => (/\d/.test(character) ? [index] : []));
    if (places.length > LONGEST_RUN) return '•'.repeat(places.length);
    const hidden = new Set<number>();
    for (let from = 0; from + LEAST <= places.length; from += 1) {
      for (let length = Math.min(MOST, places.length - from); length >= LEAST; length -= 1) {
        const stretch = places.slice(from, from + length);
        if (!passesLuhn(stretch.map((place) => Number(characters[place])))) continue;
        for (const place of stretch.slice(0, -4)) hidden.add(place);
        break;
      }
    }
    return characters.map((character, index) => (hidden.has(index) ? '•' : character)).join('');
  });
}

/** The check of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, index) => {
    if (index % 2 === 0) return total + digit;
    const doubled = digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && digits.some((digit) => digit !== 0);
}
