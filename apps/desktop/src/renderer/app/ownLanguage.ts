import { useEffect, useRef } from 'react';

import { sendCommand } from '../connection/connection.ts';
import { rememberLook } from '../connection/deviceLook.ts';
import { useNewcomer } from '../connection/preferences.ts';
import { changeLanguage, currentLanguage } from '../text/text.ts';
import { useMe } from '../workspace/hooks.ts';

/**
 * The desk speaks the person's language, once they have one of their own: who has never saved a setting was given theirs by
 * whoever made the account, so that the desk goes on in the one they have before their eyes, and that becomes theirs.
 */
export function useOwnLanguage(): void {
  const me = useMe();
  const newcomer = useNewcomer();
  const asked = useRef<string>(undefined);
  useEffect(() => {
    if (me === undefined || newcomer === undefined) return;
    const adopts = newcomer && asked.current !== me.id;
    asked.current = me.id;
    if (adopts) {
      const { name, pictureId } = me;
      const language = currentLanguage();
      if (language !== me.language) void sendCommand('profile.save', { name, language, pictureId: pictureId ?? null });
      return;
    }
    rememberLook({ language: me.language });
    void changeLanguage(me.language);
    // oxlint-disable-next-line react/exhaustive-deps -- of the person only the account and the language decide
  }, [me?.id, me?.language, newcomer]);
}
