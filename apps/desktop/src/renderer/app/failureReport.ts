import { appInfo } from '../connection/desktop.ts';
import { serverOrigin } from '../connection/session.ts';
import { workspace } from '../workspace/workspace.ts';

/** The last failures of this page, newest last; for the report a person can copy. */
const remembered: string[] = [];
const KEPT = 5;

/** Takes note of errors nobody caught. Called once. */
export function rememberFailures(): void {
  window.addEventListener('error', (event) => remember(event.error));
  window.addEventListener('unhandledrejection', (event) => remember(event.reason));
}

export function remember(failure: unknown): void {
  remembered.push(`${new Date().toISOString()} ${redacted(failure)}`);
  if (remembered.length > KEPT) remembered.shift();
}

/** What helps to find a bug and names nobody: versions, the state of the line, counts, where it broke. */
export function failureReport(): string {
  const { mirror, link, onTheirWay, pendingMessages } = workspace.getState();
  const info = appInfo();
  return [
    `Ringdesk ${info.version} (${info.kind}, ${info.platform})`,
    `server ${serverOrigin()}`,
    `path ${window.location.pathname.replace(/[0-9a-f-]{20,}/g, '<id>')}`,
    `link ${link.phase} ${link.reason ?? ''} since ${new Date(link.since).toISOString()}`,
    `interactions ${mirror?.interactions.size ?? 0}, offers ${mirror?.offers.size ?? 0}, on their way ${onTheirWay.size}, unsent ${pendingMessages.size}`,
    ...remembered,
  ].join('\n');
}

/** The kind of error and the places in the code, without its message: that could carry a customer's words. */
function redacted(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const places = (failure.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line) || /@.*:\d+:\d+$/.test(line));
  return [failure.name, ...places.slice(0, 12)].join('\n');
}
