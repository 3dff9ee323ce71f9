import type { TelephonySettings } from '../model/call.ts';
import type { Refusal } from '../protocol/refusals.ts';

/**
 * A number as somebody wants to call it, and what it is. Who knows the plans of the world's numbers says so; the rules here
 * only judge it.
 */
export type DialledNumber =
  | {
      readonly kind: 'number';
      /** E.164 with `+`. */
      readonly number: string;
      /** ISO 3166-1 alpha-2; undefined: of no country (satellites, international services). */
      readonly country: string | undefined;
      /** Of the telephone system behind the line, and called nowhere else. */
      readonly extension?: true;
      /** Costs more than a call to its country: premium, shared cost, personal, satellite. */
      readonly premium: boolean;
    }
  | { readonly kind: 'emergency' }
  | { readonly kind: 'notANumber' };

/** What an agent has called already, and what runs over the line. */
export interface DialledSoFar {
  readonly lastHour: number;
  readonly minutesToday: number;
  readonly callsOnTrunk: number;
}

/**
 * Why this number may not be called; undefined: it may. No rule opens by itself: without a line, a country or the permission
 * for premium numbers nothing is called, and an emergency number never, because help would be sent to another place.
 */
export function numberRefused(
  dialled: DialledNumber,
  settings: Pick<TelephonySettings, 'countries' | 'premiumAllowed' | 'outboundTrunkId'>,
): Extract<Refusal, { code: 'numberNotAllowed' }> | undefined {
  const because = (reason: Extract<Refusal, { code: 'numberNotAllowed' }>['because']) =>
    ({ code: 'numberNotAllowed', because: reason }) as const;
  if (dialled.kind === 'emergency') return because('emergency');
  if (dialled.kind === 'notANumber') return because('notANumber');
  if (settings.outboundTrunkId === null) return because('noTrunk');
  // Who has let the line call them has let them be called: they leave the house over nobody's bill.
  if (dialled.extension) return undefined;
  if (dialled.premium) {
    if (!settings.premiumAllowed) return because('premium');
    // Of no country: the permission for what is dear is all there is to ask for.
    if (dialled.country === undefined) return undefined;
  }
  if (dialled.country === undefined || !settings.countries.includes(dialled.country)) return because('country');
  return undefined;
}

/** Which cap of the center this call would go above; undefined: none. */
export function capExceeded(
  soFar: DialledSoFar,
  settings: Pick<TelephonySettings, 'maxCallsPerHour' | 'maxMinutesPerDay'>,
  trunk: { readonly maxCalls: number },
): Extract<Refusal, { code: 'tooManyCalls' }> | undefined {
  if (soFar.lastHour >= settings.maxCallsPerHour) return { code: 'tooManyCalls', per: 'hour' };
  if (soFar.minutesToday >= settings.maxMinutesPerDay) return { code: 'tooManyCalls', per: 'day' };
  if (soFar.callsOnTrunk >= trunk.maxCalls) return { code: 'tooManyCalls', per: 'trunk' };
  return undefined;
}
