import { pick, type Random } from '../../../../simulation/random.ts';

const strange = [
  '', ' ', '\t', '\r\n', '\r\n\r\n', '\u0000', '\uFFFD', '"', '<', '>', ';', ',', ':', '@', '%00', '%', '\\', '-1', '0', '4294967296',
  '99999999999999999999', 'sip:', 'sips:', 'tel:+1', '[::1]', ';tag=', ';branch=', ';lr', '🔑', 'A'.repeat(600), ';x'.repeat(200),
] as const; // prettier-ignore

const place = (random: Random, text: string): number => Math.floor(random() * (text.length + 1));

/** Ways to spoil a message which a generator of bytes would seldom find. */
const spoilers: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => {
    const at = place(random, text);
    return text.slice(0, at) + pick(random, strange) + text.slice(at);
  },
  (text, random) => {
    const at = place(random, text);
    return text.slice(0, at) + text.slice(at + Math.ceil(random() * 20));
  },
  (text, random) => {
    const lines = text.split('\r\n');
    lines.splice(Math.floor(random() * lines.length), 1);
    return lines.join('\r\n');
  },
  (text, random) => {
    const lines = text.split('\r\n');
    const line = pick(random, lines);
    lines.splice(Math.floor(random() * lines.length), 0, line);
    return lines.join('\r\n');
  },
  (text, random) => text.replace(/\d+/, String(Math.floor(random() * 2 ** 33))),
  (text, random) =>
    text.replace(
      /^[A-Z]+/,
      pick(random, ['INVITE', 'ACK', 'BYE', 'CANCEL', 'REFER', 'NOTIFY', 'PRACK', 'UPDATE', 'INFO', 'X']),
    ),
  (text, random) => {
    const at = place(random, text);
    return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1);
  },
  (text, random) =>
    text.replace(
      /^((?:Via|From|To|Contact|CSeq|Call-ID|Content-Length|Route|Max-Forwards)): .*$/im,
      (_line, name: string) => `${name}: ${pick(random, strange)}`,
    ),
];

/** The message with one to three faults. */
export function mutate(text: string, random: Random): string {
  let spoiled = text;
  for (let times = Math.ceil(random() * 3); times > 0; times -= 1) spoiled = pick(random, spoilers)(spoiled, random);
  return spoiled;
}
