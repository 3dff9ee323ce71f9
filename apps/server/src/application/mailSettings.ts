import { MailSettings } from '@ringdesk/shared/model/mail.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import { isLoopback } from './network.ts';
import type { SecretTable } from './ports/messengers.ts';

const NAME = 'mail';
/** Where mail servers listen (RFC 5321, RFC 6409, RFC 8314), and the port they take where those are closed. */
const PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525]);

export type KeptMail = MailSettings & { readonly password: string };

/** The center's way to send e-mail. Its password is among the secrets, and the rest of it with it: one is of no use without. */
export async function mailSettings(secrets: SecretTable, options: { readonly anyPort: boolean }) {
  const get = async (): Promise<KeptMail | undefined> => {
    const kept = await secrets.get(NAME);
    const parsed = kept === undefined ? undefined : MailSettings.safeParse(JSON.parse(kept));
    return parsed?.success === true ? { ...parsed.data, password: parsed.data.password ?? '' } : undefined;
  };

  let set = (await get()) !== undefined;
  const listeners = new Set<() => void>();

  /** With the kept password where none was typed; refused where the server may not be asked. */
  async function complete(typed: MailSettings): Promise<Result<KeptMail, Refusal>> {
    const kept = await get();
    // A kept password goes to the server it was typed for, and to no other.
    const same = kept?.host === typed.host && kept.port === typed.port && kept.user === typed.user;
    if (typed.password === null && typed.user !== '' && !same)
      return refuse({ code: 'invalid', fields: { password: 'required' } });
    if (!options.anyPort && !PORTS.has(typed.port))
      return refuse({ code: 'invalid', fields: { port: 'not-a-mail-port' } });
    const local = typed.host === 'localhost' || isLoopback(typed.host);
    if (typed.security === 'none' && !local) return refuse({ code: 'invalid', fields: { security: 'local-only' } });
    return ok({ ...typed, password: typed.password ?? (same ? kept.password : '') });
  }

  return {
    get,
    complete,
    /** Whether anything can be sent at all. */
    isSet: () => set,
    /** Hears when it can be sent from now on. */
    onSet: (listener: () => void) => void listeners.add(listener),
    async save(typed: MailSettings, now: Instant): Promise<Result<void, Refusal>> {
      const whole = await complete(typed);
      if (!whole.ok) return whole;
      await secrets.put(NAME, JSON.stringify(whole.value), now);
      if (!set) {
        set = true;
        for (const listener of listeners) listener();
      }
      return ok(undefined);
    },
  };
}

export type MailBox = Awaited<ReturnType<typeof mailSettings>>;
