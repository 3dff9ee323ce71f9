import type { ChannelFace } from '@ringdesk/shared/protocol/visitor.ts';

type Asked = ChannelFace['settings']['askName'];
export type ContactKey = 'name' | 'email' | 'phone';
/** How each field of the contact form is asked for. */
export type Wanted = Readonly<Record<ContactKey, Asked>>;
export type Contact = Readonly<Record<ContactKey, string>>;

const strength: readonly Asked[] = ['no', 'optional', 'required'];
const stronger = (a: Asked, b: Asked): Asked => (strength.indexOf(a) > strength.indexOf(b) ? a : b);

/** Before the first message: the channel's name, the queue's form [34], and outside the hours an address to answer to [31]. */
export const wantedFirst = ({ settings, contactForm, open }: ChannelFace): Wanted => ({
  name: stronger(settings.askName, contactForm?.name ?? 'no'),
  email: open ? (contactForm?.email ?? 'no') : 'required',
  phone: contactForm?.phone ?? 'no',
});

/** The last part has two letters at least: what is shorter is no address anybody can answer to. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text.trim());

/** Five to fifteen digits (ITU-T E.164), however they are grouped. Whether the number exists is the server's to say. */
export const isPhone = (text: string): boolean =>
  /^\+?[\d\s()./-]+$/.test(text.trim()) && /^\d{5,15}$/.test(text.replace(/\D/g, ''));

export type Problem = 'missing' | 'emailWrong' | 'phoneWrong' | 'nameMissing';

/** What is wrong with a field, or undefined. */
export function problemOf(key: ContactKey, text: string, asked: Asked): Problem | undefined {
  if (!text.trim()) return asked !== 'required' ? undefined : key === 'name' ? 'nameMissing' : 'missing';
  if (key === 'email' && !isEmail(text)) return 'emailWrong';
  return key === 'phone' && !isPhone(text) ? 'phoneWrong' : undefined;
}

/** Fields the server refused: reasons by path, or the names of what is missing. */
export const refusedFields = (fields: object | undefined): readonly string[] =>
  Array.isArray(fields) ? fields.map(String) : Object.keys(fields ?? {});
