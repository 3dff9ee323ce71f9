import { isLoopback } from './loopback.ts';
import { useSettingsText } from './useWords.ts';

/** Says of an address that is handed on where nobody else can reach it. `text`: with addresses in it. */
export function LocalOnly({ text }: { readonly text: string }) {
  const t = useSettingsText();
  return isLoopback(text) ? <p className="hint">{t('localOnly')}</p> : null;
}
