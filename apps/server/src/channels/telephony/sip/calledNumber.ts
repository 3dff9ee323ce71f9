import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';

import { targetOf } from './flow.ts';

/** The number an address names; undefined: it names none. */
export const numberOf = (user: string | undefined): string | undefined => {
  const bare =
    decodeURIComponentSafely(user ?? '')
      .replaceAll(/[().\s-]/g, '')
      .split(';')[0] ?? '';
  return /^\+?[0-9*#]{1,32}$/.test(bare) ? bare : undefined;
};

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * Which of our numbers is called. Many providers send a call to the name we registered with, as they must (RFC 3261, 16.5),
 * and leave the number in P-Called-Party-ID (RFC 7315, 4.2) or in To.
 */
export function calledNumber(message: IncomingRequestMessage, account: string): string | undefined {
  const target = targetOf(message)?.user;
  const told = /sips?:([^@;>\s]+)@/i.exec(message.getHeader('p-called-party-id') ?? '')?.[1];
  const named = [told, message.to.uri.user].map(numberOf).find((number) => number !== undefined);
  return target === account ? (named ?? numberOf(target)) : (numberOf(target) ?? named);
}

/** What stands before the @ of the address that is called, as it was typed; empty: nothing, or nothing that can be read. */
export const dialledUser = (message: IncomingRequestMessage): string =>
  decodeURIComponentSafely(targetOf(message)?.user ?? '').trim();

const digits = (number: string | undefined): string => (number ?? '').replaceAll(/\D/g, '');

/** Whether two numbers are dialled alike, with or without a plus and what makes them easier to read. */
export const sameDigits = (one: string | undefined, other: string | undefined): boolean =>
  digits(one) === digits(other);
