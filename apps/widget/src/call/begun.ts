import type { IceServer } from '@ringdesk/shared/model/call.ts';

/** What the server gives for one call: the reply to `call.begin`. */
export interface Begun {
  readonly path: string;
  readonly uri: string;
  readonly target: string;
  readonly iceServers: readonly IceServer[];
  /** The visitor is told that the call may be recorded. */
  readonly recorded: boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function serverOf(value: unknown): IceServer | undefined {
  const { urls, username, credential } = Object(value) as Record<string, unknown>;
  if (!isText(urls) || !/^(stun|turns?):/.test(urls)) return undefined;
  return { urls, ...(isText(username) && { username }), ...(isText(credential) && { credential }) };
}

/** Reads the reply; undefined where it is another. The path must stay on the server the widget came from. */
export function readBegun(value: unknown): Begun | undefined {
  const { path, uri, target, iceServers, recorded } = Object(value) as Record<string, unknown>;
  if (!isText(path) || !/^\/[^/\\]/.test(path) || !isText(uri) || !isText(target) || !Array.isArray(iceServers))
    return undefined;
  return {
    path,
    uri,
    target,
    iceServers: iceServers.flatMap((server) => serverOf(server) ?? []),
    recorded: recorded === true,
  };
}
