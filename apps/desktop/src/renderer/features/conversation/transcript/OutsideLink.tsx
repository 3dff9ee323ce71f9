import { type ReactNode, useRef, useState } from 'react';

import { useText } from '../../../text/text.ts';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { namesTarget } from './namesTarget.ts';

export interface OutsideLinkProps {
  /** Where it leads: an absolute web address. */
  readonly href: string;
  /** Its whole text as it was written, also where `children` are only a part of it. */
  readonly shown: string;
  readonly children: ReactNode;
}

/** A link that leads out of the desk. One whose text names another place shows the true one and asks before it opens. */
export function OutsideLink({ href, shown, children }: OutsideLinkProps) {
  if (!namesTarget(shown, href)) return <DoubtfulLink href={href}>{children}</DoubtfulLink>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** No address until it was read and confirmed: neither a middle click nor a menu opens it. */
function DoubtfulLink({ href, children }: Pick<OutsideLinkProps, 'href' | 'children'>) {
  const t = useText('conversation');
  const [asking, setAsking] = useState(false);
  const link = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    setAsking(false);
    // The window it stands in: a browser opens nothing from one that was not pressed.
    link.current?.ownerDocument.defaultView?.open(href, '_blank', 'noopener,noreferrer');
  };
  return (
    <>
      <button ref={link} type="button" className="cursor-pointer text-left underline" onClick={() => setAsking(true)}>
        {children}
      </button>
      <ConfirmDialog
        open={asking}
        title={t('outsideLink.title')}
        text={t('outsideLink.text', { host: URL.parse(href)?.host ?? href })}
        cancelLabel={t('app:cancel')}
        confirmLabel={t('outsideLink.open')}
        danger
        onCancel={() => setAsking(false)}
        onConfirm={open}
      >
        <code className="block max-h-40 overflow-auto break-all">{href}</code>
      </ConfirmDialog>
    </>
  );
}
