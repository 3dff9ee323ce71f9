import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import type { CallFact } from '../callControl.ts';
import { type CallParts, newCall } from './call.ts';
import { record } from './sounding.ts';

/** A media server that notes what it is asked for; `fails`: it refuses. */
function stage(fails = false) {
  const facts: CallFact[] = [];
  const asked: unknown[] = [];
  const media = {
    record: async (...words: unknown[]) => {
      asked.push(words);
      if (fails) throw new Error('refused');
    },
  };
  const parts = {
    media: () => media,
    report: (fact: CallFact) => facts.push(fact),
    exchange: { noted: () => undefined },
  } as unknown as CallParts;
  return { parts, facts, asked };
}

const callId = 'c1' as InteractionId;
const call = () => newCall(callId, { anchored: true, shown: { user: '1', name: '' }, hops: 70 });
const order = { type: 'record', callId } as const;

test('a recording that is to be announced is: in the language of its queue, and before it is told that it runs', async () => {
  const { parts, facts, asked } = stage();
  await record(parts, call(), { ...order, on: true, announce: true, language: 'pt' });
  await record(parts, call(), { ...order, on: true, announce: true });
  await record(parts, call(), { ...order, on: true, announce: false, language: 'pt' });
  await record(parts, call(), { ...order, on: false, announce: true, language: 'pt' });
  expect(asked).toEqual([
    [callId, true, { language: 'pt' }],
    [callId, true, { language: 'en' }],
    [callId, true, undefined],
    [callId, false, undefined],
  ]);
  expect(facts.map((fact) => fact.type === 'recording' && fact.on)).toEqual([true, true, true, false]);
});

test('a recording that could not begin is told, not believed', async () => {
  const { parts, facts } = stage(true);
  await record(parts, call(), { ...order, on: true, announce: true });
  await record(parts, { ...call(), anchored: false }, { ...order, on: true, announce: true });
  const failed = { type: 'recording', callId, on: false, problem: 'noMediaServer' };
  expect(facts).toEqual([failed, failed]);
});
