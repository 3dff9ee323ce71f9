import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { build } from '../../tools/build.ts';
import { bin, repository, runCommand } from '../../tools/command.ts';
import { distArguments } from '../../tools/dist.ts';
import { asarFiles, type PackedFile } from './asarFiles.ts';
import { callsBeforeReady } from './startMain.ts';
import { readFuses, writeStubElectron, writeStubFpm } from './stubElectron.ts';

const MEGABYTE = 1_048_576;
const work = mkdtempSync(join(tmpdir(), 'ringdesk-package-'));
const unpacked = join(work, 'out/linux-unpacked');
let files: readonly PackedFile[] = [];
/** What electron-builder printed, its configuration as it has read it among that. */
let said = '';

const ours = ['--publish', 'never', `-c.directories.output=${join(work, 'out')}`];

/** The real app.asar, made by the real configuration around a stand-in for Electron's binary. */
const makePackage = async (): Promise<void> => {
  expect(await build(() => undefined, { only: 'the desk' })).toBe(true);
  const electron = join(work, 'electron');
  writeStubElectron(electron);
  const { code, output } = await runCommand(
    bin('electron-builder', '.'),
    distArguments([...ours, '--linux', 'dir', '--x64', `-c.electronDist=${electron}`], {}),
    { cwd: repository, env: { ...process.env, DEBUG: 'electron-builder' } },
  );
  if (code !== 0) throw new Error(output);
  said = output;
  files = asarFiles(join(unpacked, 'resources/app.asar'));
};

beforeAll(makePackage, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const paths = (): readonly string[] => files.map(({ path }) => path);
const packages = (): ReadonlySet<string> =>
  new Set(paths().flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
const text = (path: string): string => {
  const file = files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`${path} is not in the package`);
  return file.read().toString('utf8');
};

describe('app.asar', () => {
  test('holds main process, preload script and pages, and starts with the main process', () => {
    expect(paths()).toEqual(
      expect.arrayContaining([
        'out/main/index.js',
        'out/preload/index.cjs',
        'out/renderer/index.html',
        'out/renderer/offerWindow.html',
        'package.json',
      ]),
    );
    const Manifest = z.object({ main: z.string(), desktopName: z.string(), version: z.string(), type: z.string() });
    expect(Manifest.parse(JSON.parse(text('package.json')))).toMatchObject({
      main: 'out/main/index.js',
      desktopName: 'ringdesk.desktop',
      type: 'module',
    });
  });

  test('holds nothing else: no sources, tests, source maps, gallery or secrets', () => {
    const strange = paths().filter(
      (path) => !/^(out\/(main|preload|renderer)\/|node_modules\/|package\.json$)/.test(path),
    );
    expect(strange).toEqual([]);
    expect(
      paths().filter((path) => /\.(map|tsx?|mts|cts)$|\.test\.|gallery|\.env|\.pem$|\.built-from/.test(path)),
    ).toEqual([]);
  });

  test('has the packages main loads, and none that are built into the pages', () => {
    expect([...packages()]).toEqual(expect.arrayContaining(['electron-log', 'electron-updater']));
    const ofPages = [
      'react',
      'react-dom',
      'socket.io-client',
      'zustand',
      'i18next',
      'lucide-react',
      'marked',
      'dompurify',
      'idb',
      'electron',
      'vite',
      'typescript',
      'better-sqlite3',
    ];
    expect(ofPages.filter((name) => packages().has(name))).toEqual([]);
    expect(
      [...packages()].filter(
        (name) => name.startsWith('@base-ui') || name.startsWith('@tanstack') || name.startsWith('@ringdesk'),
      ),
    ).toEqual([]);
  });

  test('names no folder of the machine that built it and points to no source map', () => {
    for (const file of files.filter(({ path }) => path.startsWith('out/') && /\.(js|cjs|css|html)$/.test(path))) {
      const content = file.read().toString('utf8');
      expect(content.includes(repository), `${file.path} names ${repository}`).toBe(false);
      expect(/sourceMappingURL=/.test(content), `${file.path} has a source map`).toBe(false);
    }
  });

  test('stays small: 10 MB in all, the main process under 1 MB', () => {
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThan(10 * MEGABYTE);
    expect(text('out/main/index.js').length).toBeLessThan(MEGABYTE);
  });

  test('the preload script is one CommonJS file that needs Electron only, in less than 20 lines of source', () => {
    const required = [...text('out/preload/index.cjs').matchAll(/require\(["']([^"']+)["']\)/g)].map(
      ([, name]) => name,
    );
    expect(required).toEqual(['electron']);
    const source = readFileSync(join(repository, 'apps/desktop/src/preload/index.ts'), 'utf8').trim().split('\n');
    expect(source.length).toBeLessThan(20);
  });

  test('pages have no inline script and no inline style, which their policy would refuse', () => {
    for (const page of ['out/renderer/index.html', 'out/renderer/offerWindow.html']) {
      expect(text(page)).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=/i);
    }
  });
});

describe('the built main process', () => {
  test('loads with its packages, and closes every door before it is ready', async () => {
    const calls = await callsBeforeReady(join(repository, 'apps/desktop/out/main/index.js'), work);
    const names = calls.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['app.enableSandbox', 'app.requestSingleInstanceLock', 'app.setAsDefaultProtocolClient']),
    );
    expect(names.at(-1)).toBe('app.whenReady');
    // Ahead of Electron's start: afterwards Chromium has read its features.
    const features = calls.filter(([name]) => name === 'app.commandLine.appendSwitch').map(([, ...args]) => args);
    expect(features).toEqual(process.platform === 'linux' ? [['enable-features', 'GlobalShortcutsPortal']] : []);
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
    expect(calls).toContainEqual(['protocol.registerSchemesAsPrivileged', [{ scheme: 'app', privileges }]]);
  }, 30_000);
});

describe('around it', () => {
  test('the fuses are set in the binary itself', () => {
    expect(readFuses(readFileSync(join(unpacked, 'ringdesk')))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('the pictures of tray and badge lie beside it, in every scale', () => {
    const tray = readdirSync(join(unpacked, 'resources/icons/tray'));
    for (const name of ['none', 'dot', 'offline', 'signed-out', 'number-1', 'number-9', 'number-more'])
      expect(tray).toEqual(expect.arrayContaining([`${name}.png`, `${name}@2x.png`, `${name}Template.png`]));
    expect(statSync(join(unpacked, 'resources/icons/512x512.png')).size).toBeGreaterThan(0);
    expect(readdirSync(join(unpacked, 'resources/icons')).filter((name) => !/^(tray|.*\.png)$/.test(name))).toEqual([]);
  });

  test('without a place for updates the package looks for none', () => {
    expect(readdirSync(join(unpacked, 'resources'))).not.toContain('app-update.yml');
  });
});

describe('packages for Linux', () => {
  test('deb and rpm: asked of fpm with a homepage, and with the desktop file by whose name the session knows the app', async () => {
    const fpm = join(work, 'fpm');
    writeStubFpm(fpm);
    const { code, output } = await runCommand(
      bin('electron-builder', '.'),
      distArguments([...ours, '--linux', 'deb', 'rpm', '--x64', '--prepackaged', unpacked], {}),
      { cwd: repository, env: { ...process.env, USE_SYSTEM_FPM: 'true', PATH: `${fpm}:${process.env['PATH'] ?? ''}` } },
    );
    expect(output).not.toMatch(/specify project homepage/);
    expect(code === 0 ? '' : output).toBe('');
    const asked = readFileSync(join(fpm, 'asked'), 'utf8').trim().split('\n');
    expect(asked).toHaveLength(2);
    for (const line of asked) {
      expect(line).toMatch(/--url https:\/\/\S+/);
      expect(line).toMatch(/--maintainer The Ringdesk contributors/);
      expect(line).toContain('/usr/share/applications/ringdesk.desktop');
    }
  }, 60_000);
});

describe('what only a release can prove is at least written down', () => {
  const configuration = readFileSync(join(repository, 'electron-builder.yml'), 'utf8');
  const entitlementsOf = (name: string): (string | undefined)[] => {
    const text = readFileSync(join(repository, 'resources/installer', name), 'utf8');
    return [...text.matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
  };

  test('macOS: hardened runtime, the microphone with its reason, files keep their mark, zip for updates', () => {
    expect(configuration).toMatch(/hardenedRuntime: true/);
    expect(configuration).toMatch(/NSMicrophoneUsageDescription: \S/);
    expect(configuration).toMatch(/LSFileQuarantineEnabled: true/);
    expect(configuration).toMatch(/target: zip/);
    expect(entitlementsOf('entitlements.mac.plist')).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.device.audio-input',
    ]);
  });

  test('macOS: turned fuses leave a signature that fits; only a build without a certificate loads what others signed', () => {
    expect(configuration).toMatch(/electronFuses:\n(?:  #.*\n)*  resetAdHocDarwinSignature: true/);
    const unsigned = distArguments([], {}).join(' ');
    expect(unsigned).toContain('-c.mac.identity=- ');
    const [, named = ''] = /-c\.mac\.entitlements=\S+\/(\S+)/.exec(unsigned) ?? [];
    expect(entitlementsOf(named)).toEqual([
      'com.apple.security.cs.allow-jit',
      'com.apple.security.device.audio-input',
      'com.apple.security.cs.disable-library-validation',
    ]);
    for (const environment of [{ CSC_LINK: 'file.p12' }, { CSC_NAME: 'A team' }])
      expect(distArguments([], environment).join(' ')).not.toMatch(/identity|entitlements/);
    // As electron-builder has read them.
    expect(said).toMatch(/^ +identity: ['"]?-['"]?$/m);
    expect(said).toMatch(/^ +entitlements: .*entitlements\.mac\.unsigned\.plist$/m);
    expect(said).toMatch(/^ +resetAdHocDarwinSignature: true$/m);
  });

  test('the installer claims the own scheme and no telephone links', () => {
    expect(configuration).toMatch(/schemes: \[ringdesk\]/);
    expect(configuration).not.toMatch(/schemes: .*(tel|sip|callto)/);
  });

  test('no build for 32 bits, which Electron does not have any more', () => {
    expect(configuration).not.toMatch(/ia32|armv7l/);
  });
});
