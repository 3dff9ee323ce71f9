import { builtinModules } from 'node:module';

import { pathInTree, resolveImport, type Target } from './resolveImport.ts';
import { compositionRoots, foldersOf, type Zone, zones } from './zones.ts';

/** Tests, and what only tests use: they put parts together, as the composition roots do. */
const isTesting = (path: string): boolean => path.endsWith('.test') || path.includes('/testing/');

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The zone of a file and the path which closes it: for a slice, the folder of the slice. */
const zoneOf = (path: string): { readonly zone: Zone; readonly home: string } | undefined => {
  const [zone] = zones.filter((each) => isWithin(path, each.path)).toSorted((a, b) => b.path.length - a.path.length);
  if (zone === undefined) return undefined;
  const slice = zone.slices ? path.slice(zone.path.length + 1).split('/')[0] : undefined;
  return { zone, home: slice === undefined ? zone.path : `${zone.path}/${slice}` };
};

const matches = (name: string, pattern: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const allowsPackage = ({ packages }: Zone, bare: string): boolean => {
  const name = builtinModules.includes(bare) ? `node:${bare}` : bare;
  return 'only' in packages
    ? packages.only.some((pattern) => matches(name, pattern))
    : !packages.allBut.some((pattern) => matches(name, pattern));
};

const allowsFile = (zone: Zone, home: string, path: string): boolean => {
  if (compositionRoots.includes(path) || isTesting(path)) return false;
  const inside = zoneOf(path)?.zone === zone && isWithin(path, home);
  return (
    inside ||
    zone.mayImport.some((each) => (each.endsWith('/*') ? path.startsWith(each.slice(0, -1)) : isWithin(path, each)))
  );
};

/** Why `specifier` may not be imported by `filename`, as a sentence; undefined where it may. */
export const refusalOf = (filename: string, specifier: string): string | undefined => {
  const from = pathInTree(filename);
  if (from === undefined || isTesting(from)) return undefined;
  const own = zoneOf(from);
  if (own === undefined) return undefined;
  const target: Target = resolveImport(specifier, from);
  const allowed =
    target.kind === 'package' ? allowsPackage(own.zone, target.name) : allowsFile(own.zone, own.home, target.path);
  return allowed ? undefined : `${own.home} may not import ${specifier}: ${own.zone.reason}.`;
};

/** Why a file may not stand where it stands; undefined where it may. */
export const misplaced = (filename: string): string | undefined => {
  const path = pathInTree(filename);
  const root = Object.keys(foldersOf).find((each) => path?.startsWith(`${each}/`));
  if (path === undefined || root === undefined) return undefined;
  const [folder, ...rest] = path.slice(root.length + 1).split('/');
  if (folder === undefined || rest.length === 0 || foldersOf[root]?.includes(folder)) return undefined;
  return `${root}/${folder} has no zone: say in tools/lint/zones.ts what it may import and why.`;
};
