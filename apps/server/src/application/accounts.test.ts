import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { expect, test } from 'vitest';

import { openTestStore } from '../storage/testing/testStore.ts';
import { createAccounts } from './accounts.ts';
import { createPasswordHashing } from './passwordHashing.ts';
import type { People } from './people.ts';
import { createSessions } from './sessions.ts';
import { SignInDelays } from './signInDelays.ts';

const ana = 'ana' as AgentId;

/** Says the name of every operation before it is done. */
function recorded<T extends object>(of: string, target: T, operations: string[]): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        operations.push(`${of}.${String(name)}`);
        return Reflect.apply(value, object, args);
      };
    },
  });
}

async function given() {
  const store = await openTestStore();
  const hashing = createPasswordHashing();
  const hash = await hashing.hash('correct horse battery');
  if (!hash.ok) throw new Error('no hash');
  await store.accounts.create({ agentId: ana, email: 'ana@example.com', passwordHash: hash.value, createdAt: 0 });
  let dismissed = false;
  const people = { agent: (id: AgentId) => ({ id, name: 'Ana', dismissed }) } as unknown as People;
  const operations: string[] = [];
  const accounts = createAccounts({
    table: recorded('accounts', store.accounts, operations),
    sessions: createSessions(
      store.sessions,
      () => 'session',
      () => true,
    ),
    resetLinks: store.resetLinks,
    hashing: recorded('hashing', hashing, operations),
    delays: new SignInDelays(),
    people,
    failedSignIns: (id) => store.audit.failedSignIns(id),
    audit: async (entry, at) => {
      operations.push('audit.append');
      await store.audit.append({ ...entry, at });
    },
  });
  const attempt = async (email: string, password: string, network = '192.0.2.1') => {
    operations.length = 0;
    const { ok } = await accounts.signIn({ email, password, device: 'test' }, network, 0);
    return { ok, operations: [...operations] };
  };
  return {
    attempt,
    dismiss: () => {
      dismissed = true;
    },
  };
}

test('a failed sign-in costs the same work and one commit, whether or not there is such an account', async () => {
  const { attempt, dismiss } = await given();
  const same = { ok: false, operations: ['accounts.byEmail', 'hashing.verify', 'audit.append'] };
  expect(await attempt('nobody@example.com', 'wrong')).toEqual(same);
  expect(await attempt('ana@example.com', 'wrong')).toEqual(same);
  expect(await attempt('ana@example.com', 'correct horse battery')).toMatchObject({ ok: true });
  dismiss();
  expect(await attempt('ana@example.com', 'correct horse battery')).toEqual(same);
});

test('many guesses at once from many networks are judged no more than one after the other would be', async () => {
  const { attempt } = await given();
  const network = (nth: number): string => `192.0.2.${nth}`;
  const tried = await Promise.all(
    Array.from({ length: 20 }, async (_, nth) => attempt('ana@example.com', `wrong ${nth}`, network(nth))),
  );
  // They share one list of what was done; whoever was judged last has all of it.
  const judged = tried.map(({ operations }) => operations.filter((name) => name === 'hashing.verify').length);
  expect(Math.max(...judged)).toBe(5);
});
