import { execFileSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { asksForTray, type Run, TrayHost } from './trayHost.ts';

const machine = (programs: Readonly<Record<string, string>>): { run: Run; asked: string[] } => {
  const asked: string[] = [];
  const run: Run = async (program) => {
    asked.push(program);
    const answer = programs[program];
    return answer === undefined ? 'missing' : answer === 'failed' ? 'failed' : { output: answer };
  };
  return { run, asked };
};

test.for([
  ['glib', { gdbus: '(<true>,)\n' }, true],
  ['glib, nobody shows icons', { gdbus: '(<false>,)\n' }, false],
  ['GNOME by itself: the name has no owner', { gdbus: 'failed', busctl: 'b true' }, false],
  ['systemd', { busctl: 'b true\n' }, true],
  ['D-Bus itself', { 'dbus-send': 'method return time=1\n   variant       boolean true\n' }, true],
  ['nobody to ask', {}, false],
] as const)('Linux, %s', async ([, programs, seen]) => {
  expect(await asksForTray('linux', machine(programs).run)).toBe(seen);
});

test('Windows and macOS always have a place for it, and nothing is asked', async () => {
  const { run, asked } = machine({});
  expect([await asksForTray('win32', run), await asksForTray('darwin', run), asked]).toEqual([true, true, []]);
});

const hasBus = (): boolean => {
  try {
    execFileSync('dbus-run-session', ['--', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

// A real bus on which nobody shows icons, through every real program that is installed here.
test.runIf(process.platform === 'linux' && hasBus())('a session without a tray is known as such', () => {
  const script = `const { asksForTray } = await import(${JSON.stringify(new URL('trayHost.ts', import.meta.url).href)}); console.log(await asksForTray('linux'));`;
  const said = execFileSync('dbus-run-session', ['--', process.execPath, '--input-type=module', '-e', script]);
  expect(said.toString().trim()).toBe('false');
});

test('it is asked anew when somebody wants to know: a desktop may begin to show icons later', async () => {
  let shown = false;
  const host = await TrayHost.open(async () => shown);
  expect(host.seen).toBe(false);
  shown = true;
  expect([host.seen, await host.look(), host.seen]).toEqual([false, true, true]);
});
