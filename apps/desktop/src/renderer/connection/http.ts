import { DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { http } from '@ringdesk/shared/protocol/http.ts';
import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { z } from 'zod';

export type HttpCall = keyof typeof http;
export type HttpInput<N extends HttpCall> = z.input<(typeof http)[N]['input']>;
export type HttpReply<N extends HttpCall> = z.output<(typeof http)[N]['reply']>;

/** No answer within ten seconds counts as none (the sign-in screen says so). */
const ANSWER_MS = 10_000;

/** The server could not be reached, or something else answered in its place. Nothing else is known. */
export type Unreachable = { readonly code: 'unreachable' };

/**
 * One request of the contract, before there is a socket. The answer is read with its schema.
 *
 * @param origin of the server
 * @param token of the session, for the desktop app; browsers send their cookie
 */
export async function request<N extends HttpCall>(
  origin: string,
  name: N,
  input: HttpInput<N>,
  token?: string,
): Promise<Result<HttpReply<N>, Refusal | Unreachable>> {
  const [method = 'GET', path = '/'] = name.split(' ');
  const headers: Record<string, string> = { accept: 'application/json', [DESK_HEADER]: '1' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (method !== 'GET') headers['content-type'] = 'application/json';
  try {
    const response = await fetch(origin + path, {
      method,
      headers,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
    });
    return readHttp(name, response.ok, await response.json());
  } catch {
    return refuse({ code: 'unreachable' });
  }
}

function readHttp<N extends HttpCall>(
  name: N,
  good: boolean,
  body: unknown,
): Result<HttpReply<N>, Refusal | Unreachable> {
  if (!good) {
    const refusal = Refusal.safeParse(body);
    return refuse(refusal.success ? refusal.data : { code: 'unreachable' });
  }
  const reply = http[name].reply.safeParse(body);
  // Read with the schema of this very request.
  return reply.success ? ok(reply.data as HttpReply<N>) : refuse({ code: 'unreachable' });
}
