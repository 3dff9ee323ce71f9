import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect } from 'react';

import { useHomeCountry, usePhoneFormat } from '../../text/phoneNumber.ts';
import { useText } from '../../text/text.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { type DialRequest, takeDial, useNextDial } from '../../workspace/dialling.ts';
import { type CallTo, dial, sayRefusal } from './callActions.ts';
import { useMayDial } from './useMayDial.ts';

/** Carries out Call buttons at once, and asks about numbers that a link of another program wants to call. */
export function DialCard({ onDialled }: { readonly onDialled: (id: InteractionId) => void }) {
  const t = useText('calls');
  const request = useNextDial();
  const format = usePhoneFormat(request?.how === 'link');
  const home = useHomeCountry();
  const { reason } = useMayDial();
  const now = request?.how === 'now' ? request : undefined;
  useEffect(() => {
    if (now === undefined) return;
    takeDial(now);
    if (reason !== undefined) showToast({ text: t(reason), tone: 'bad' });
    else void call(now, onDialled);
  }, [now, reason, onDialled, t]);
  if (request?.how !== 'link' || request.number === undefined) return null;
  const typed = format?.readNumber(request.number, home);
  const close = (): void => takeDial(request);
  return (
    <ConfirmDialog
      key={request.number}
      open
      title={t('link.title')}
      text={
        reason === undefined
          ? t('link.text', { number: typed?.shown ?? request.number })
          : t('link.cannot', { number: typed?.shown ?? request.number, reason: t(reason) })
      }
      cancelLabel={t('app:cancel')}
      confirmLabel={t('link.call')}
      onCancel={close}
      onConfirm={() => {
        close();
        if (reason === undefined) void call({ ...request, number: typed?.number ?? request.number }, onDialled);
      }}
    />
  );
}

async function call(request: DialRequest, onDialled: (id: InteractionId) => void): Promise<void> {
  const { returns, queueId } = request;
  const to: CallTo =
    request.number === undefined
      ? { kind: 'agent', agentId: request.agentId }
      : { kind: 'number', number: request.number };
  const done = await dial(to, { returns, queueId });
  if ('id' in done) onDialled(done.id);
  else showToast({ text: sayRefusal(done.refusal), tone: 'bad' });
}
