import { commands } from '@ringdesk/shared/protocol/commands.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { describe, expect, it } from 'vitest';

import { changedFields, decided, merge, sameValue } from './changes.ts';
import { reconcile } from './reconcile.ts';
import { refusedFields, schemaErrors, settingsField } from './schemaErrors.ts';

interface Sample {
  readonly name: string;
  readonly limit: number | null;
  readonly members: readonly { readonly id: string }[];
}

const base: Sample = { name: 'Sales', limit: null, members: [{ id: 'ana' }] };

describe('comparing values', () => {
  it('compares lists and objects by what is in them', () => {
    expect(sameValue({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue({ a: undefined }, {})).toBe(true);
    expect(sameValue(null, {})).toBe(false);
  });

  it('names the changed fields in the order of the form', () => {
    expect(changedFields(base, { ...base, members: [], name: 'Service' })).toEqual(['name', 'members']);
    expect(changedFields(base, { ...base, members: [{ id: 'ana' }] })).toEqual([]);
  });
});

describe('joining two sets of changes', () => {
  it('[11] takes both where they do not meet', () => {
    const joined = merge(base, { ...base, name: 'Service' }, { ...base, limit: 5 });
    expect(joined).toEqual({
      result: { ...base, name: 'Service', limit: 5 },
      mine: ['name'],
      theirs: ['limit'],
      both: [],
    });
  });

  it('asks where both changed the same field, and not where they agree', () => {
    const mine = { ...base, name: 'Service', limit: 3 };
    const theirs = { ...base, name: 'Support', limit: 3, members: [] };
    const joined = merge(base, mine, theirs);
    expect(joined).toMatchObject({ mine: [], theirs: ['members'], both: ['name'] });
    expect(decided(joined, theirs, new Set())).toEqual({ name: 'Service', limit: 3, members: [] });
    expect(decided(joined, theirs, new Set(['name'] as const))).toEqual({ name: 'Support', limit: 3, members: [] });
  });
});

describe('a draft beside a newer version', () => {
  const draft = { version: 4, base, values: { ...base, name: 'Service' } };

  it('stays as it is while nobody saved', () => {
    expect(reconcile(base, 4, draft)).toEqual({ draft, changed: ['name'], takenOver: [] });
  });

  it('is carried over when the changes do not meet, naming what was taken over', () => {
    const theirs = { ...base, limit: 5 };
    expect(reconcile(theirs, 5, draft)).toEqual({
      draft: { version: 5, base: theirs, values: { ...theirs, name: 'Service' } },
      changed: ['name'],
      takenOver: ['limit'],
    });
  });

  it('is a conflict when both changed the same field', () => {
    const state = reconcile({ ...base, name: 'Support' }, 5, draft);
    expect(state.conflict).toMatchObject({ version: 5, joined: { both: ['name'] } });
    expect(state.draft).toBe(draft);
  });

  it('has nothing unsaved once its own save has come back', () => {
    const saved = { ...base, name: 'Service' };
    expect(reconcile(saved, 5, draft)).toMatchObject({ changed: [], takenOver: [] });
    expect(reconcile(base, 4, { version: 5, base: saved, values: saved })).toMatchObject({ changed: [] });
  });

  it('is dropped when it has another shape', () => {
    const old = { version: 4, base: { name: 'Sales' }, values: { name: 'Service' } } as unknown as typeof draft;
    expect(reconcile(base, 4, old)).toMatchObject({ draft: { values: base }, changed: [] });
  });
});

describe('errors of fields', () => {
  const schema = commands['queue.save'].input;
  const input = { queueId: 'q', version: 1, name: 'Sales', language: 'en', settings: defaultQueueSettings };

  it('words a schema’s issue as the server does, at the form’s field', () => {
    expect(schemaErrors(schema, input, settingsField)).toEqual({});
    expect(schemaErrors(schema, { ...input, name: '  ' }, settingsField)).toEqual({ name: 'too-short' });
    const settings = { ...input.settings, limit: 0, agentEntries: [{ agentId: 'ana', name: '', pictureId: null }] };
    expect(schemaErrors(schema, { ...input, settings }, settingsField)).toEqual({
      limit: 'too_small 1',
      agentEntries: 'too-short',
    });
  });

  it('brings a refusal to the same fields', () => {
    const fields = { 'settings.members.2': 'unknown', 'settings.members.3': 'duplicate', name: 'too-long' };
    expect(refusedFields(fields, settingsField)).toEqual({ members: 'unknown', name: 'too-long' });
  });
});
