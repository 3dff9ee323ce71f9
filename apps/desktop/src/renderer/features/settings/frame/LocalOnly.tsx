import { TriangleAlert } from 'lucide-react';

import { Icon } from '../../../ui/marks/Icon.tsx';
import { isLoopback } from './loopback.ts';
import { useSettingsText } from './useWords.ts';

/** Warns beside an address that is handed on where nobody else can reach it. `text`: with addresses in it. */
export function LocalOnly({ text }: { readonly text: string }) {
  const t = useSettingsText();
  if (!isLoopback(text)) return null;
  return (
    <p className="warning mt-2">
      <Icon glyph={TriangleAlert} size={14} />
      <span>{t('localOnly')}</span>
    </p>
  );
}
