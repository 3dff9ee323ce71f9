import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { repository } from './command.ts';

/**
 * Makes the sounds that callers hear, in resources/sounds, from nothing but this file: `node tools/sounds.ts`. The music is
 * composed here; the notices and questions are spoken by espeak-ng. Needs sox and espeak-ng, and makes the same files each time.
 */

const RATE = 8_000;
const folder = join(repository, 'resources/sounds');

/** Samples from −1 to 1 as a file the telephone network can play as it is: μ-law, one channel, 8,000 a second. */
function write(name: string, samples: Float64Array): void {
  const pcm = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) {
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), index * 2);
  }
  const raw = ['-t', 'raw', '-r', String(RATE), '-e', 'signed', '-b', '16', '-c', '1', '-'];
  execFileSync('sox', ['-D', ...raw, '-e', 'mu-law', join(folder, `${name}.wav`)], { input: pcm });
}

const silence = (seconds: number): Float64Array => new Float64Array(Math.round(seconds * RATE));

const joined = (parts: readonly Float64Array[]): Float64Array => Float64Array.from(parts.flatMap((part) => [...part]));

/** Frequency of a note, 69 is the A of 440 Hz. */
const pitch = (note: number): number => 440 * 2 ** ((note - 69) / 12);

interface Note {
  readonly note: number;
  readonly at: number;
  readonly seconds: number;
  readonly loud: number;
  readonly attack: number;
  /** Loudness of the harmonics, the first is the note itself. */
  readonly colour: readonly number[];
}

/** Adds a note; what sounds past the end begins again at the start, so that the piece has no seam. */
function sing(piece: Float64Array, { note, at, seconds, loud, attack, colour }: Note): void {
  const count = Math.round(seconds * RATE);
  const from = Math.round(at * RATE);
  for (let index = 0; index < count; index += 1) {
    const time = index / RATE;
    const rise = Math.min(1, time / attack);
    const fall = Math.min(1, (seconds - time) / (seconds * 0.6));
    const shape = rise * fall ** 2;
    let sum = 0;
    for (const [harmonic, share] of colour.entries()) {
      sum += share * Math.sin(2 * Math.PI * pitch(note) * (harmonic + 1) * time);
    }
    const place = (from + index) % piece.length;
    piece[place] = (piece[place] ?? 0) + sum * shape * loud;
  }
}

/** Eight bars in F, slow and without drums: chords that swell, and broken chords above them. */
function holdMusic(): Float64Array {
  const bar = 4;
  const chords = [
    [53, 60, 64, 69],
    [50, 57, 60, 65],
    [58, 62, 65, 69],
    [48, 58, 64, 67],
    [57, 60, 64, 67],
    [50, 60, 65, 69],
    [55, 58, 62, 65],
    [48, 58, 62, 64],
  ];
  const piece = silence(bar * chords.length);
  const pad = [1, 0.5, 0.22, 0.08];
  const bell = [1, 0.12, 0.2];
  for (const [index, chord] of chords.entries()) {
    const start = index * bar;
    for (const note of chord) {
      sing(piece, { note, at: start, seconds: bar * 1.35, loud: 0.045, attack: 1.2, colour: pad });
    }
    for (const [step, degree] of [0, 2, 3, 1, 2, 3, 1, 2].entries()) {
      const note = (chord[degree] ?? 60) + 12;
      const loud = step % 4 === 0 ? 0.06 : 0.04;
      sing(piece, { note, at: start + (step * bar) / 8, seconds: 1.6, loud, attack: 0.015, colour: bell });
    }
  }
  return piece;
}

/** Two falling notes: attention, somebody speaks. */
function chime(): Float64Array {
  const piece = silence(0.9);
  const colour = [1, 0.15, 0.1];
  sing(piece, { note: 76, at: 0, seconds: 0.5, loud: 0.18, attack: 0.01, colour });
  sing(piece, { note: 72, at: 0.25, seconds: 0.6, loud: 0.18, attack: 0.01, colour });
  return piece;
}

/** After it one speaks into the mailbox. */
function tone(): Float64Array {
  const piece = silence(0.5);
  for (let index = 0; index < piece.length; index += 1) {
    const edge = Math.min(1, index / 160, (piece.length - index) / 160);
    piece[index] = Math.sin((2 * Math.PI * 880 * index) / RATE) * 0.25 * edge;
  }
  return joined([silence(0.2), piece]);
}

const notices = {
  en: { voice: 'en-us', text: 'This call is being recorded.' },
  es: { voice: 'es-419', text: 'Esta llamada se está grabando.' },
  pt: { voice: 'pt-br', text: 'Esta chamada está sendo gravada.' },
  ru: { voice: 'ru', text: 'Этот разговор записывается.' },
} as const;

const questions = {
  en: { voice: 'en-us', text: 'How was this call? Please press a key from one to five. Five is the best.' },
  es: {
    voice: 'es-419',
    text: '¿Cómo fue esta llamada? Para valorarla, pulsar una tecla del uno al cinco. Cinco es lo mejor.',
  },
  pt: { voice: 'pt-br', text: 'Como foi esta chamada? Pressione uma tecla de um a cinco. Cinco é a melhor nota.' },
  ru: {
    voice: 'ru',
    text: 'Как прошёл этот разговор? Нажмите клавишу от одного до пяти. Пять — самая высокая оценка.',
  },
} as const;

const thanks = {
  en: { voice: 'en-us', text: 'Thank you. Goodbye.' },
  es: { voice: 'es-419', text: 'Gracias. Hasta luego.' },
  pt: { voice: 'pt-br', text: 'Agradecemos a avaliação. Até logo.' },
  ru: { voice: 'ru', text: 'Спасибо. До свидания.' },
} as const;

function spoken({ voice, text }: { readonly voice: string; readonly text: string }): Float64Array {
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', '140', '-p', '40', '-g', '2', '--stdout', text]);
  const raw = ['-t', 'raw', '-r', String(RATE), '-e', 'signed', '-b', '16', '-c', '1', '-'];
  // The band of a telephone, and as loud as people are on it.
  const band = ['highpass', '200', 'lowpass', '3400', 'norm', '-6'];
  const pcm = execFileSync('sox', ['-D', '-t', 'wav', '--ignore-length', '-', ...raw, ...band], { input: wav });
  return Float64Array.from({ length: pcm.length >> 1 }, (_, index) => pcm.readInt16LE(index * 2) / 32_768);
}

write('hold-music', holdMusic());
write('tone', tone());
for (const [language, notice] of Object.entries(notices)) {
  write(`recorded-${language}`, joined([chime(), spoken(notice), silence(0.3)]));
}
for (const [language, question] of Object.entries(questions)) {
  write(`rate-${language}`, joined([chime(), spoken(question), silence(0.3)]));
}
for (const [language, words] of Object.entries(thanks)) {
  write(`rated-${language}`, joined([silence(0.2), spoken(words), silence(0.3)]));
}
