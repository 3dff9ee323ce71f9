import { customerName } from '../text/customerName.ts';
import { useText } from '../text/text.ts';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';
import { useWorkspace } from '../workspace/hooks.ts';
import { linkAnswered, useOpenedLink } from './openedLinks.ts';
import { navigate } from './router.ts';

/** Each link is shown with its target, one after the other, and followed only where the person says so. */
export function LinkCard() {
  const t = useText('shell');
  const id = useOpenedLink();
  const target = useWorkspace((state) => (id === undefined ? undefined : state.mirror?.interactions.get(id)));
  if (id === undefined) return null;
  const text =
    target === undefined
      ? t('openedLink.unknown', { id })
      : t('openedLink.text', { customer: customerName(target.customer, t) });
  return (
    <ConfirmDialog
      key={id}
      open
      title={t('openedLink.title')}
      text={text}
      cancelLabel={t('app:cancel')}
      confirmLabel={t('openedLink.open')}
      onCancel={() => linkAnswered(id)}
      onConfirm={() => {
        linkAnswered(id);
        navigate(`/inbox/${id}`);
      }}
    />
  );
}
