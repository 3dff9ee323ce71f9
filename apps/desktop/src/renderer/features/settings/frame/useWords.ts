import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useCallback } from 'react';

import { refusalText } from '../../../text/refusalText.ts';
import { stateWords } from '../../../text/presenceWords.ts';
import { formatNumber } from '../../../text/format.ts';
import { currentLocale, type Translate, useText } from '../../../text/text.ts';
import { formatDuration } from '../../../ui/fields/duration.ts';
import { serverNow } from '../../../workspace/clock.ts';
import { useReasons } from '../../../workspace/hooks.ts';
import { workspace } from '../../../workspace/workspace.ts';

/** The texts of the settings. */
export const useSettingsText = (): Translate => useText('settings');

/** Seconds in words, "5 minutes". */
export const secondsText = (seconds: number): string => formatDuration(seconds, currentLocale());

/** A refusal in words, with the names of the agents it speaks of. */
export function wordsOf(refusal: Refusal): string {
  const { mirror } = workspace.getState();
  return refusalText(refusal, (id: AgentId) => mirror?.agents.get(id)?.name, serverNow());
}

const worded: Readonly<Record<string, string>> = {
  'too-short': 'tooShort',
  too_small: 'tooSmall',
  'too-long': 'tooLong',
  too_big: 'tooBig',
  unknown: 'unknown',
  duplicate: 'duplicate',
  nameTaken: 'nameTaken',
  emailTaken: 'emailTaken',
  aboveOwnRole: 'aboveOwnRole',
  'not-an-origin': 'notAnOrigin',
  'not-a-colour': 'notAColour',
  'not-a-shortcut': 'notAShortcut',
  'not-unique': 'duplicate',
  'not-an-address': 'notAnAddress',
  'not-a-time-zone': 'notATimeZone',
  'ends-before-it-begins': 'endsBefore',
  'intervals-overlap': 'overlap',
  'unknown-menu': 'unknownMenu',
  'not-a-phone': 'notAPhone',
  'not-an-ice-server': 'notAnIce',
  'not-an-ip-address': 'notAnIp',
  'not-a-host': 'notAHost',
  'no-such-sound': 'noSound',
  'not-a-mail-port': 'notAMailPort',
  'local-only': 'localOnly',
  // Of what is required only a password can be missing here: a kept one which is not sent elsewhere.
  required: 'passwordAgain',
  invalid_format: 'format',
  invalid_type: 'wrongKind',
  invalid_value: 'wrongKind',
};

/** What to do about a field that is refused; undefined code: nothing is wrong. */
export function useErrorText(): (code: string | undefined) => string | undefined {
  const t = useSettingsText();
  return useCallback((code) => (code === undefined ? undefined : errorText(t, code)), [t]);
}

/** `too_small 1` names the limit of a number (form/schemaErrors.ts). */
function errorText(t: Translate, code: string): string {
  const [, which, limit] = /^(too_small|too_big) (-?\d+)$/.exec(code) ?? [];
  if (which === undefined) return t(`error.${worded[code] ?? 'other'}`);
  return t(which === 'too_small' ? 'error.atLeast' : 'error.atMost', { limit: formatNumber(Number(limit)) });
}

/** An agent's presence in words: the reason where there is one, "Not connected" over all. */
export function usePresenceText(): (agent: Pick<Agent, 'presence' | 'online' | 'receives'>) => string {
  const t = useText('presence');
  const reasons = useReasons();
  return useCallback((agent) => (agent.online ? stateWords(agent, reasons, t) : t('state.offline')), [t, reasons]);
}
