import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import type { ChannelHealth } from '@ringdesk/shared/model/channel.ts';
import { createTransport } from 'nodemailer';

import type { KeptMail } from './mailSettings.ts';
import type { Carried } from './outbox.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without the angle brackets; the same for the same mail, so that a second one is known as such (RFC 5322, 3.6.4). */
  readonly messageId: string;
  /** BCP 47. */
  readonly language: string;
}

const CONNECT_MS = 10 * SECOND;
const ANSWER_MS = 20 * SECOND;
/** Settings may be put right meanwhile. */
const SETTINGS_RETRY_MS = MINUTE;

/**
 * Hands a mail to the server of the settings. Never throws, and ends with `signal` whatever that server does meanwhile. What may
 * have been taken is tried again: the same Message-ID lets the receiver's server drop the second (reliability, section 0.8).
 */
export async function sendMail(settings: KeptMail, mail: Mail, signal: AbortSignal): Promise<Carried> {
  const { host, port, security, user, password, from } = settings;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'startTls',
    ignoreTLS: security === 'none',
    ...(user !== '' && { auth: { user, pass: password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: from.name, address: from.email },
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageId}>`,
      signal,
      headers: { 'auto-submitted': 'auto-generated', 'content-language': mail.language },
    });
    return { kind: 'done' };
  } catch (error) {
    return carriedOf(error);
  } finally {
    transport.close();
  }
}

/** What a mail server's no, or silence, means (RFC 5321, 4.2.1: 4xx may pass, 5xx will not). */
function carriedOf(error: unknown): Carried {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  if (code === 'EAUTH')
    return { kind: 'failed', reason: 'unauthorized', permanent: false, retryAfterMs: SETTINGS_RETRY_MS };
  if (code === 'ETLS') return { kind: 'failed', reason: 'refused', permanent: false, retryAfterMs: SETTINGS_RETRY_MS };
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'failed', reason: 'refused', permanent: true };
  if (code === 'EENVELOPE' && responseCode === undefined) return { kind: 'failed', reason: 'refused', permanent: true };
  return { kind: 'failed', reason: 'unreachable', permanent: false };
}

/** The category that a test shows. */
export const problemOfMail = (carried: Exclude<Carried, { kind: 'done' }>): NonNullable<ChannelHealth['problem']> =>
  carried.reason === 'unauthorized' || carried.reason === 'refused' ? carried.reason : 'unreachable';
