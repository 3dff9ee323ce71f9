import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';

import { useText } from '../../text/text.ts';
import { Keys } from '../../ui/calls/Keys.tsx';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { usePhone, usePhoneCall } from './phone.ts';

export interface KeypadPopoverProps {
  readonly id: InteractionId;
  readonly trigger: ReactElement;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Tones for menus and mailboxes, pressed or typed; what was sent so far stands above. */
export function KeypadPopover({ id, trigger, open, onOpenChange }: KeypadPopoverProps) {
  const t = useText('calls');
  return (
    <Popover
      side="top"
      align="center"
      label={t('keypad.title')}
      open={open}
      onOpenChange={onOpenChange}
      className="w-[232px]"
      trigger={trigger}
    >
      <Pad id={id} />
    </Popover>
  );
}

function Pad({ id }: { readonly id: InteractionId }) {
  const t = useText('calls');
  const phone = usePhone();
  const sent = usePhoneCall(id)?.digits ?? '';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    phone?.dtmf(id, event.key);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys inside are the controls; typing is their shortcut
    <div
      ref={box}
      className="outline-none"
      tabIndex={-1}
      role="group"
      aria-label={t('keypad.title')}
      onKeyDown={onKeyDown}
    >
      <p className="pad-shown" role="status" aria-label={t('keypad.sent', { digits: sent })}>
        {sent.slice(-14)}
      </p>
      <Keys label={(digit) => t('keypad.key', { digit })} onKey={(digit) => phone?.dtmf(id, digit)} />
      <p className="pt-2 text-center text-11 text-muted">{t('keypad.hint')}</p>
    </div>
  );
}
