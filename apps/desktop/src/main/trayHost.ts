/**
 * Whether there is a place for the icon beside the clock. Windows and macOS always have one; on Linux it belongs to the desktop, and
 * GNOME has none without an extension. Electron says nothing about it: the icon is made and seen by nobody, and a window that was
 * hidden "into the tray" could not be brought back.
 */
import { execFile } from 'node:child_process';

/** How long a program may take to ask the session bus; a bus that hangs has no tray for anybody. */
const ASK_WITHIN_MS = 1_500;

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const GET = 'org.freedesktop.DBus.Properties.Get';
const PROPERTY = 'IsStatusNotifierHostRegistered';

/**
 * Three programs that ask the session bus whether somebody shows icons (StatusNotifierItem specification, the property of the
 * watcher), each with glib, systemd and D-Bus itself: the first that is installed answers.
 */
const questions: readonly (readonly [program: string, args: readonly string[]])[] = [
  ['gdbus', ['call', '--session', '--dest', WATCHER, '--object-path', PATH, '--method', GET, WATCHER, PROPERTY]],
  ['busctl', ['--user', 'get-property', WATCHER, PATH, WATCHER, PROPERTY]],
  [
    'dbus-send',
    ['--session', '--print-reply', `--dest=${WATCHER}`, PATH, GET, `string:${WATCHER}`, `string:${PROPERTY}`],
  ],
];

/** Runs a program. Its output; 'failed' where it ended with an error; 'missing' where it is not installed. Never rejects. */
export type Run = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly output: string } | 'failed' | 'missing'>;

const runProgram: Run = (program, args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: ASK_WITHIN_MS, windowsHide: true }, (error, output) => {
      if (error === null) resolve({ output });
      else resolve((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'failed');
    });
  });

/** True where an icon is seen now. Where nobody can say, it is taken for unseen: a window in the task bar is never lost. */
export async function asksForTray(platform: NodeJS.Platform, run: Run = runProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, args] of questions) {
    const answer = await run(program, args);
    if (answer === 'failed') return false;
    if (answer !== 'missing') return /\btrue\b/.test(answer.output);
  }
  return false;
}

/** What is known of it: asked at the start and each time the page asks what there is. */
export class TrayHost {
  readonly #ask: () => Promise<boolean>;
  #seen: boolean;

  private constructor(ask: () => Promise<boolean>, seen: boolean) {
    this.#ask = ask;
    this.#seen = seen;
  }

  static async open(ask: () => Promise<boolean>): Promise<TrayHost> {
    return new TrayHost(ask, await ask());
  }

  /** As it was when it was asked last. */
  get seen(): boolean {
    return this.#seen;
  }

  async look(): Promise<boolean> {
    this.#seen = await this.#ask();
    return this.#seen;
  }
}
