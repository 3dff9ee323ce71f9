import type { Language } from '@ringdesk/shared/model/language.ts';

import { rememberLook } from '../../connection/deviceLook.ts';
import { changeLanguage, languageNames, useLanguage, useText } from '../../text/text.ts';
import { Select } from '../../ui/fields/Select.tsx';

/** The language before anybody has signed in; remembered on this device. */
export function LanguageChoice() {
  const t = useText('app');
  const language = useLanguage();
  const choose = (next: Language): void => {
    rememberLook({ language: next });
    void changeLanguage(next);
  };
  return (
    <Select
      label={t('language')}
      size="sm"
      className="w-44"
      value={language}
      options={(['en', 'es', 'pt', 'ru'] as const).map((value) => ({ value, text: languageNames[value] }))}
      onChange={choose}
    />
  );
}
