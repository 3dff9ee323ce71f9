import { fileURLToPath } from 'node:url';

import type { Rolldown } from 'vite';

type Group = Rolldown.CodeSplittingGroup;
type Context = Parameters<Extract<Group['name'], (...args: never[]) => unknown>>[1];
type Membership = (id: string, context: Context) => boolean;

/** Which modules `root` leads to, itself among them, without those it loads later. */
function reachedFrom(root: string): Membership {
  const start = fileURLToPath(new URL(`./src/renderer/${root}`, import.meta.url));
  let reached: Set<string> | undefined;
  return (id, context) => {
    if (reached === undefined) {
      reached = new Set([start]);
      // A set hands out what is added to it while it is walked.
      for (const each of reached) for (const next of context.getModuleInfo(each)?.importedIds ?? []) reached.add(next);
    }
    return reached.has(id);
  };
}

const group = (name: string, priority: number, has: Membership): Group => ({
  debugName: name,
  name: (id, context) => (has(id, context) ? name : null),
  priority,
});

const policy = reachedFrom('app/strictPolicy.ts');
const desk = reachedFrom('app/start.tsx');
const offerWindow = reachedFrom('offerWindow/start.tsx');

/**
 * What the inbox needs travels in four files. Left alone the bundler makes one for every set of screens that shares
 * something: more than a hundred, each compressed by itself and asked for by itself.
 *
 * The order matters: schemas read the policy when they are made, so it comes before all others; and the window of
 * offers must not run the start of the desk, so what both use is apart from it.
 */
export const chunkGroups: Group[] = [
  group('policy', 4, policy),
  // Which icons somebody uses cannot be told by module: all pass through one index.
  { name: 'icons', test: /[\\/]lucide-react[\\/]/, priority: 3 },
  // What fetches code later is put in by the bundler, so no walk from the windows finds it; both use it.
  { name: 'ground', test: /vite[\\/]preload-helper/, priority: 3 },
  group('ground', 2, (id, context) => desk(id, context) && offerWindow(id, context)),
  group('desk', 1, desk),
];
