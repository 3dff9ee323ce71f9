import type { AttachmentId, CustomerId, SessionId } from '@ringdesk/shared/model/ids.ts';
import { HOUR, type Instant, MINUTE } from '@ringdesk/shared/model/time.ts';

import type { StoredFile } from './ports/tables.ts';
import { sameSecret, signatureOf } from './secrets.ts';

/** How long an address works that was made for a session of the desk, which asks again for each use. */
const SESSION_LINK_LASTS = 5 * MINUTE;
/** And one in a visitor's own lines, which stay on their page. */
const CUSTOMER_LINK_LASTS = 12 * HOUR;

/** `sound`: a recording to be listened to; its `content` is what is taken away. */
export type FileVariant = 'content' | 'preview' | 'sound';

/** For whom an address was made: it stops working with their session, and for a visitor with its time. */
export type LinkHolder =
  | { readonly kind: 'session'; readonly id: SessionId }
  | { readonly kind: 'customer'; readonly id: CustomerId };

export interface FileLinks {
  forSession(
    file: Pick<StoredFile, 'id' | 'hasPreview'>,
    sessionId: SessionId,
    now: Instant,
  ): { readonly path: string; readonly previewPath?: string };
  /** A recording, to be listened to in the desk. */
  forListening(id: AttachmentId, sessionId: SessionId, now: Instant): { readonly path: string };
  forCustomer(
    file: Pick<StoredFile, 'id' | 'hasPreview'>,
    customerId: CustomerId,
    now: Instant,
  ): { readonly path: string; readonly previewPath?: string };
  /** Reads back what {@link forSession} and {@link forCustomer} made; undefined: forged, altered or too old. */
  read(
    link: { readonly id: string; readonly variant: string; readonly grant: string },
    now: Instant,
  ): LinkHolder | undefined;
}

/**
 * Addresses of files: `/files/<id>/<variant>/<grant>` where the grant is `<s|c><holder>.<expires>.<signature>`. Whoever has
 * one can fetch the file until it expires, as long as the holder's session lives; nobody can make one.
 */
export function createFileLinks(key: Uint8Array): FileLinks {
  const signed = (id: string, variant: string, holder: string, expires: string): string =>
    signatureOf(key, 'file link', [id, variant, holder, expires].join('\n'));
  const pathOf = (id: AttachmentId, variant: FileVariant, holder: string, until: Instant): string => {
    // Rounded up to a minute, so that a list drawn twice asks the browser's cache and not the server.
    const expires = String(Math.ceil(until / MINUTE) * MINUTE);
    return `/files/${id}/${variant}/${holder}.${expires}.${signed(id, variant, holder, expires)}`;
  };
  const pathsOf = (file: Pick<StoredFile, 'id' | 'hasPreview'>, holder: string, until: Instant) => ({
    path: pathOf(file.id, 'content', holder, until),
    ...(file.hasPreview ? { previewPath: pathOf(file.id, 'preview', holder, until) } : {}),
  });

  return {
    forSession: (file, sessionId, now) => pathsOf(file, `s${sessionId}`, now + SESSION_LINK_LASTS),
    forListening: (id, sessionId, now) => ({
      path: pathOf(id, 'sound', `s${sessionId}`, now + SESSION_LINK_LASTS),
    }),
    forCustomer: (file, customerId, now) => pathsOf(file, `c${customerId}`, now + CUSTOMER_LINK_LASTS),
    read({ id, variant, grant }, now) {
      const [, holder, expires, given] = /^([sc][0-9a-z_-]{1,40})\.(\d{1,16})\.([A-Za-z0-9_-]{43})$/.exec(grant) ?? [];
      if (holder === undefined || expires === undefined || given === undefined) return undefined;
      if (Number(expires) <= now || !sameSecret(given, signed(id, variant, holder, expires))) return undefined;
      return holder.startsWith('s')
        ? { kind: 'session', id: holder.slice(1) as SessionId }
        : { kind: 'customer', id: holder.slice(1) as CustomerId };
    },
  };
}
