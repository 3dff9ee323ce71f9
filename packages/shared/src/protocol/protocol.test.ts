import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { commands } from './commands.ts';
import { http } from './http.ts';
import { queries } from './queries.ts';
import { Refusal } from './refusals.ts';
import {
  AgentHandshake,
  Bye,
  ColleagueComposing,
  CommandEnvelope,
  Composing,
  PROTOCOL_VERSION,
  QueryEnvelope,
  Storage,
  Typing,
  UpdateBatch,
  Welcome,
} from './socket.ts';
import { Snapshot, Update } from './updates.ts';
import {
  AgentTyping,
  visitorCommands,
  VisitorEnvelope,
  VisitorHandshake,
  VisitorTyping,
  VisitorUpdateBatch,
  VisitorWelcome,
} from './visitor.ts';

/** The shape that travels: what is written on the wire, before any transformation. */
function hashOf(schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return createHash('sha256').update(JSON.stringify(shape, sorted)).digest('hex').slice(0, 16);
}

/** The order in which keys are written in a file is no part of the contract. */
function sorted(key: string, value: unknown): unknown {
  if (key === 'required' && Array.isArray(value)) return value.map(String).toSorted((a, b) => (a < b ? -1 : 1));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const nouns = {
  Refusal,
  AgentHandshake,
  CommandEnvelope,
  QueryEnvelope,
  Typing,
  Composing,
  ColleagueComposing,
  Storage,
  Bye,
  Welcome,
  UpdateBatch,
  Snapshot,
  Update,
  VisitorHandshake,
  VisitorEnvelope,
  VisitorTyping,
  AgentTyping,
  VisitorWelcome,
  VisitorUpdateBatch,
};

const WHAT_TO_DO = `
What travels between the ends has changed. If that was meant:
  1. Is it the first change since the last release (CHANGELOG.md) that an older end could misread, cannot read, or is refused for?
     Then raise PROTOCOL_VERSION in socket.ts, where the rule stands, and in apps/widget/src/session/session.ts.
     Older desks and widgets then ask to be loaded anew instead of guessing.
  2. Run this test with -u, and commit protocol.hashes.txt with the change.`;

describe('the contract', () => {
  it('changes only on purpose: a changed line here is a changed wire', async () => {
    const lines = [`version ${PROTOCOL_VERSION}`];
    for (const [name, schema] of Object.entries(nouns)) lines.push(`${name} ${hashOf(schema)}`);
    for (const [kind, list] of Object.entries({ command: commands, query: queries, http, visitor: visitorCommands })) {
      for (const [name, { input, reply }] of Object.entries(list))
        lines.push(`${kind} ${name} ${hashOf(input)} ${hashOf(reply)}`);
    }
    await expect(`${lines.join('\n')}\n`, `${WHAT_TO_DO}`).toMatchFileSnapshot('./protocol.hashes.txt');
  });

  it('notices a changed field, a changed limit and a changed list', () => {
    const before = z.strictObject({ a: z.string().max(3), b: z.enum(['x', 'y']) });
    for (const after of [
      z.strictObject({ a: z.string().max(4), b: z.enum(['x', 'y']) }),
      z.strictObject({ a: z.string().max(3), b: z.enum(['x', 'z']) }),
      z.strictObject({ a: z.string().max(3), b: z.enum(['x', 'y']), c: z.string().optional() }),
      z.object({ a: z.string().max(3), b: z.enum(['x', 'y']) }),
    ]) {
      expect(hashOf(after)).not.toBe(hashOf(before));
    }
    expect(hashOf(z.strictObject({ b: z.enum(['x', 'y']), a: z.string().max(3) }))).toBe(hashOf(before));
  });

  it('every input from outside refuses unknown keys', () => {
    for (const list of [commands, queries, visitorCommands]) {
      for (const [name, { input }] of Object.entries(list)) {
        const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
        // A union is as strict as each of its kinds.
        for (const { additionalProperties } of shape.oneOf ?? [shape]) {
          expect({ name, additional: additionalProperties }).toEqual({ name, additional: false });
        }
      }
    }
  });
});
