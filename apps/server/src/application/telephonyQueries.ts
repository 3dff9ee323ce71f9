import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse } from '@ringdesk/shared/result.ts';

import type { QueryHandlers } from './queryParts.ts';

type Name =
  | 'phone.ticket'
  | 'telephony.get'
  | 'telephony.save'
  | 'trunk.save'
  | 'trunk.delete'
  | 'trunk.test'
  | 'phone.accounts'
  | 'phone.newAccount'
  | 'phone.deleteAccount';

/** Telephony: tickets of softphones, lines to the outside, accounts of phones of other makes. */
export function telephonyQueries(): QueryHandlers<Name> {
  const unavailable = async () => refuse<Refusal>({ code: 'unavailable' });
  return {
    'phone.ticket': unavailable,
    'telephony.get': unavailable,
    'telephony.save': unavailable,
    'trunk.save': unavailable,
    'trunk.delete': unavailable,
    'trunk.test': unavailable,
    'phone.accounts': unavailable,
    'phone.newAccount': unavailable,
    'phone.deleteAccount': unavailable,
  };
}
