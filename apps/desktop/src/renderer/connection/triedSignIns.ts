/**
 * Wrong passwords for the account since it was last signed in to, as the server told with this sign-in, without those that
 * were typed on this very screen: the person knows of their own.
 */
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface TriedSignIns {
  readonly count: number;
  readonly lastAt: Instant;
}

const tried = createStore<{ readonly shown: TriedSignIns | undefined }>(() => ({ shown: undefined }));
/** By address, since this page was loaded: how many, and the end of the wait that the last one brought. */
const own = new Map<string, { readonly count: number; readonly retryAt: Instant | undefined }>();

export const useTriedSignIns = (): TriedSignIns | undefined => useStore(tried, ({ shown }) => shown);
export const forgetTriedSignIns = (): void => tried.setState({ shown: undefined });

/**
 * A password that was typed here was refused. While a wait runs the server looks at no password and counts none: it answers
 * with the same end of it.
 */
export function ownMistake(email: string, retryAt: Instant | undefined): void {
  const before = own.get(email);
  const looked = retryAt === undefined || retryAt !== before?.retryAt;
  own.set(email, { count: (before?.count ?? 0) + (looked ? 1 : 0), retryAt });
}

/** Signed in. */
export function signedInAfter(email: string, failed: TriedSignIns | undefined): void {
  const count = (failed?.count ?? 0) - (own.get(email)?.count ?? 0);
  own.delete(email);
  tried.setState({ shown: failed === undefined || count <= 0 ? undefined : { ...failed, count } });
}
