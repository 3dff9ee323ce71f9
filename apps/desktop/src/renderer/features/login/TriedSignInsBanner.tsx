import { formatDateTime } from '../../text/format.ts';
import { forgetTriedSignIns, useTriedSignIns } from '../../connection/triedSignIns.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';

/** Somebody tried wrong passwords since the person was last here: how often and when last, until they have read it. */
export function TriedSignInsBanner({ onPassword }: { readonly onPassword: () => void }) {
  const t = useText('login');
  const tried = useTriedSignIns();
  if (tried === undefined) return null;
  return (
    <Banner
      tone="warn"
      slim
      title={t('tried.title', { count: tried.count })}
      actions={
        <>
          <Button
            size="sm"
            onClick={() => {
              forgetTriedSignIns();
              onPassword();
            }}
          >
            {t('tried.password')}
          </Button>
          <Button size="sm" variant="ghost" onClick={forgetTriedSignIns}>
            {t('tried.seen')}
          </Button>
        </>
      }
    >
      {t('tried.text', { when: formatDateTime(tried.lastAt) })}
    </Banner>
  );
}
