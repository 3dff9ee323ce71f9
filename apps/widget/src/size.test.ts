import { gzipSync } from 'node:zlib';

import { build, type InlineConfig, type Rolldown } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';

import { chatConfig, loaderConfig } from '../vite.config.ts';

const built = async (config: InlineConfig): Promise<readonly Rolldown.OutputChunk[]> => {
  const made = await build({ ...config, logLevel: 'silent', build: { ...config.build, write: false } });
  return [made]
    .flat()
    .flatMap((result) => ('output' in result ? result.output : []))
    .filter((file) => file.type === 'chunk');
};

const bytes = (...chunks: readonly (Rolldown.OutputChunk | undefined)[]): number =>
  chunks.reduce((sum, chunk) => sum + gzipSync(chunk?.code ?? '', { level: 9 }).length, 0);

describe('size', () => {
  let chunks: readonly Rolldown.OutputChunk[] = [];
  const part = (name: string): Rolldown.OutputChunk | undefined => chunks.find((chunk) => chunk.name === name);
  /** A part with everything it imports outright. */
  const withImports = (name: string): Set<Rolldown.OutputChunk> => {
    const all = new Set<Rolldown.OutputChunk>();
    const add = (chunk: Rolldown.OutputChunk | undefined): void => {
      if (!chunk || all.has(chunk)) return;
      all.add(chunk);
      for (const file of chunk.imports) add(chunks.find((each) => each.fileName === file));
    };
    add(part(name));
    return all;
  };

  beforeAll(async () => {
    chunks = await built(chatConfig);
  });

  test('[P11] the loader is at most 3 kB', async () => {
    const [loader] = await built(loaderConfig('chat-abcdefgh.js'));
    expect(bytes(loader)).toBeGreaterThan(1_000);
    expect(bytes(loader)).toBeLessThanOrEqual(3_000);
  });

  test('[P11] the first view of the chat is at most 25 kB, its language counted', () => {
    const first = new Set([...withImports('chat'), ...withImports('Welcome'), ...withImports('en')]);
    expect(bytes(...first)).toBeGreaterThan(15_000);
    expect(bytes(...first)).toBeLessThanOrEqual(25_000);
  });

  test('a conversation adds at most 7 kB, attachments at most 4, forms and what is asked at the end 6 each', () => {
    const core = withImports('chat');
    const adds = (name: string): number => bytes(...[...withImports(name)].filter((chunk) => !core.has(chunk)));
    expect(adds('Thread') + bytes(part('enTalk'))).toBeLessThanOrEqual(7_000);
    expect(adds('files')).toBeLessThanOrEqual(4_000);
    const welcomed = new Set([...core, ...withImports('Welcome')]);
    const addsToWelcome = (name: string): number =>
      bytes(...[...withImports(name)].filter((chunk) => !welcomed.has(chunk)));
    expect(addsToWelcome('forms')).toBeLessThanOrEqual(6_000);
    expect(addsToWelcome('closing')).toBeLessThanOrEqual(6_000);
  });

  test('the call adds at most 40 kB, and only to who calls', () => {
    const core = new Set([...withImports('chat'), ...withImports('Thread')]);
    const call = bytes(...[...withImports('call')].filter((chunk) => !core.has(chunk)));
    expect(call).toBeGreaterThan(10_000);
    expect(call).toBeLessThanOrEqual(40_000);
  });

  test('nothing that is wanted later comes with the first view', () => {
    const names = [...withImports('chat')].flatMap((chunk) => Object.keys(chunk.modules));
    expect(
      names.filter((name) =>
        /\/(text\/(en|es|pt|ru)\w*\.|files\/files|forms\/|closing\/|call\/|sip\.js|sound|polling|zod|hooks)\b/.test(
          name,
        ),
      ),
    ).toEqual([]);
  });
});
