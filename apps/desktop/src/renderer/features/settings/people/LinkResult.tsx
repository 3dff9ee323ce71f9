import { Copy } from 'lucide-react';

import { serverOrigin } from '../../../connection/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { copyText } from '../frame/copyText.ts';
import { LocalOnly } from '../frame/LocalOnly.tsx';
import { useSettingsText } from '../frame/useWords.ts';

/** A one-time address to hand to a person; it is shown once. */
export function LinkResult({ path, text }: { readonly path: string; readonly text: string }) {
  const t = useSettingsText();
  const address = serverOrigin() + path;
  return (
    <div className="flex flex-col gap-2" role="status">
      <p>{text}</p>
      <div className="link-box">
        <code>{address}</code>
        <Button icon={Copy} onClick={() => void copyText(address)}>
          {t('app:copy')}
        </Button>
      </div>
      <LocalOnly text={address} />
    </div>
  );
}
