/**
 * Who may import whom (README, "Map"). A zone is a folder; what is not allowed here is refused by the linter with the
 * zone's reason. Tests are exempt: a test puts parts together, as `main.ts` does.
 */
export interface Zone {
  /** Folder, or file without its extension, from the root of the repository. The longest match is a file's zone. */
  readonly path: string;
  /** Zones it may import, besides itself. */
  readonly mayImport: readonly string[];
  /** Packages it may import: a list, or everything save a list. `node:*` stands for Node's own modules. */
  readonly packages: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
  /** Each folder directly inside is a zone of its own, closed to its neighbours. */
  readonly slices?: true;
  readonly reason: string;
}

const shared = 'packages/shared/src';
const server = 'apps/server/src';
const desktop = 'apps/desktop/src';
const renderer = `${desktop}/renderer`;

const database = ['better-sqlite3', 'kysely', 'pg'];
const doors = ['fastify', '@fastify/*', 'socket.io'];
const outsideTheBrowser = ['node:*', 'electron', 'electron-log', 'electron-updater'];
const signalling = ['sip.js'];
const socket = ['socket.io-client'];

export const zones: readonly Zone[] = [
  {
    path: shared,
    mayImport: [],
    packages: { only: ['zod'] },
    reason: 'the contract is pure and runs at both ends: it imports zod and itself only',
  },
  {
    path: `${server}/domain`,
    mayImport: [shared],
    packages: { only: ['sorted-btree'] },
    reason: 'the rules are pure: replay, traces and property tests depend on nothing outside reaching them',
  },
  {
    path: `${server}/application`,
    mayImport: [`${server}/domain`, shared],
    packages: { allBut: [...database, ...doors] },
    reason:
      'the application speaks to the outside through its ports: SQL belongs to storage, doors to transport and channels',
  },
  {
    path: `${server}/storage`,
    mayImport: [`${server}/application/ports`, `${server}/domain/events`, shared],
    packages: { allBut: doors },
    reason: 'storage implements the ports of the application and knows events; it decides nothing',
  },
  {
    path: `${server}/transport`,
    mayImport: [`${server}/application`, shared],
    packages: { allBut: database },
    reason: 'the doors for staff ask the application: they reach neither rules nor storage nor the doors for customers',
  },
  {
    path: `${server}/channels`,
    mayImport: [`${server}/application`, shared],
    packages: { allBut: database },
    reason:
      'the doors for customers bring facts and carry effects: they reach neither rules nor storage nor the doors for staff',
  },
  {
    path: `${server}/simulation`,
    mayImport: [shared],
    packages: { allBut: [...database, ...doors] },
    reason: 'simulated people are clients: they know the protocol and nothing of the server behind it',
  },
  {
    path: `${server}/cli`,
    mayImport: [`${server}/config`, `${server}/storage`, `${server}/application`, `${server}/domain`, shared],
    packages: { allBut: doors },
    reason: 'a command of the operator works on the data of a server and opens no doors',
  },
  {
    path: `${desktop}/bridge`,
    mayImport: [shared],
    packages: { only: ['zod'] },
    reason: 'the contract between the pages and the operating system is read by both sides, so it belongs to neither',
  },
  {
    path: `${desktop}/main`,
    mayImport: [`${desktop}/bridge`, shared],
    packages: { allBut: [...socket, 'react', 'react-dom'] },
    reason: 'the main process offers services of the operating system and knows nothing of the desk',
  },
  {
    path: `${desktop}/preload`,
    mayImport: [`${desktop}/bridge`],
    packages: { only: ['electron', 'zod'] },
    reason: 'the preload script is a few generic lines in a sandbox',
  },
  {
    path: renderer,
    mayImport: [`${renderer}/*`, `${desktop}/bridge`, shared],
    packages: { allBut: [...outsideTheBrowser, ...signalling, ...socket] },
    reason: 'the renderer is a web page: it also runs in a browser, where Node and Electron do not exist',
  },
  {
    path: `${renderer}/features`,
    slices: true,
    mayImport: [
      'workspace',
      'connection',
      'phone',
      'ui',
      'text',
      'styles',
      'app/registry',
      'app/router',
      'app/commandTable',
      'app/keys',
      'app/globalKeys',
    ]
      .map((folder) => `${renderer}/${folder}`)
      .concat(`${desktop}/bridge`, shared),
    packages: { allBut: [...outsideTheBrowser, ...signalling, ...socket] },
    reason: 'a feature is a vertical slice: what two of them need belongs to workspace, connection, phone or ui',
  },
  {
    path: `${renderer}/workspace`,
    mayImport: [shared],
    packages: { allBut: [...outsideTheBrowser, ...signalling, ...socket, 'react-dom'] },
    reason: 'the mirror of what the server said knows neither how it arrived nor how it is shown',
  },
  {
    path: `${renderer}/connection`,
    mayImport: [`${renderer}/workspace`, `${desktop}/bridge`, shared],
    packages: { allBut: [...outsideTheBrowser, ...signalling, 'react-dom'] },
    reason: 'the connection writes the mirror and knows nothing of screens',
  },
  {
    path: `${renderer}/phone`,
    mayImport: [`${desktop}/bridge`, shared],
    packages: { allBut: [...outsideTheBrowser, ...socket, 'react-dom'] },
    reason: 'the phone is one façade over the SIP library, which can so be exchanged',
  },
  {
    path: `${renderer}/ui`,
    mayImport: [`${renderer}/styles`, shared],
    packages: { allBut: [...outsideTheBrowser, ...signalling, ...socket, 'zustand', 'i18next', 'react-i18next'] },
    reason: 'components get data and words as properties: they know no store and no language',
  },
  {
    path: `${renderer}/text`,
    mayImport: [shared],
    packages: { allBut: [...outsideTheBrowser, ...signalling, ...socket] },
    reason: 'the visible strings depend on nothing that shows them',
  },
  {
    path: 'apps/widget/src',
    mayImport: [shared],
    packages: { only: ['preact', 'socket.io-client', 'engine.io-client', 'socket.io-parser', 'sip.js', 'zod'] },
    reason: "the widget rides on a stranger's page: every package it takes is paid for by that page",
  },
];

/** Folders of the server which may exist. A new one needs a zone, so that it cannot slip past the arrows. */
export const foldersOf: Readonly<Record<string, readonly string[]>> = {
  [server]: ['domain', 'application', 'storage', 'transport', 'channels', 'simulation', 'cli'],
  [desktop]: ['bridge', 'main', 'preload', 'renderer'],
};

/** Files that put everything together; nobody imports them. */
export const compositionRoots: readonly string[] = [
  `${server}/main`,
  `${desktop}/main/index`,
  `${desktop}/preload/index`,
];
