import { posix } from 'node:path';

const parts = ['packages/shared/', 'apps/server/', 'apps/desktop/', 'apps/widget/'];

/**
 * The path of a file from the root of its tree, without its extension; undefined outside the four parts. The fixtures
 * carry a tree of their own, so the last mention of a part in the path counts.
 */
export const pathInTree = (filename: string): string | undefined => {
  const path = `/${filename.replaceAll('\\', '/')}`;
  const start = Math.max(...parts.map((part) => path.lastIndexOf(`/${part}`)));
  return start < 0 ? undefined : path.slice(start + 1).replace(/\.[cm]?[jt]sx?$/, '');
};

/** Where an import leads: to a file of this repository, or to a package. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

const packageName = (specifier: string): string => {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
};

/** Resolves by name alone: neither the disk nor the compiler is asked. `from` is a path as `pathInTree` gives it. */
export const resolveImport = (specifier: string, from: string): Target => {
  const clean = specifier.split('?')[0] ?? specifier;
  const own = /^@ringdesk\/(shared|server|desktop|widget)\/(.+)$/.exec(clean);
  const toFile = (path: string): Target => ({ kind: 'file', path: path.replace(/\.[cm]?[jt]sx?$/, '') });
  if (own !== null) return toFile(`${own[1] === 'shared' ? 'packages' : 'apps'}/${own[1]}/src/${own[2]}`);
  if (clean.startsWith('.')) return toFile(posix.normalize(posix.join(posix.dirname(from), clean)));
  return { kind: 'package', name: packageName(clean) };
};
