import { z } from 'zod';
import { boundedText } from './text.ts';

/** An address of e-mail, in lower case. */
export const Email = z
  .email()
  .max(254)
  .transform((e) => e.trim().toLowerCase());

/** How the server hands e-mail over (RFC 5321, RFC 8314). */
export const MailSettings = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** `tls`: from the first byte; `startTls`: required after the greeting; `none`: only for a server on the same machine. */
  security: z.enum(['tls', 'startTls', 'none']),
  user: z.string().max(254),
  /** null: as it was kept. */
  password: z.string().max(256).nullable(),
  from: z.strictObject({ name: boundedText({ max: 80 }), email: Email }),
});
export type MailSettings = z.infer<typeof MailSettings>;
