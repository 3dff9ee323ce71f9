import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Grip, Phone, Search } from 'lucide-react';
import { useEffect, useState } from 'react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { Tooltip } from '../../ui/overlays/Tooltip.tsx';
import { takeDial, useNextDial } from '../../workspace/dialling.ts';
import { dial, redialTarget } from './callActions.ts';
import { DialPad } from './DialPad.tsx';

/** The field at the bottom from which one calls; it opens the dial pad. */
export function DialField({ onDialled }: { readonly onDialled: (id: InteractionId) => void }) {
  const t = useText('calls');
  const [open, setOpen] = useState(false);
  const [initial, setInitial] = useState('');
  const request = useNextDial();
  const key = useCommandKey('call.pad');
  const show = (number: string): void => {
    setInitial(number);
    setOpen(true);
  };
  useCommand('call.pad', () => show(''));
  useCommand('call.redial', () => {
    const last = redialTarget();
    if (last !== undefined)
      void dial(last).then((done) => {
        if ('id' in done) onDialled(done.id);
        else setOpen(true);
      });
  });
  useEffect(() => {
    if (request?.how !== 'pad' || request.number === undefined) return;
    takeDial(request);
    // oxlint-disable-next-line react/set-state-in-effect -- a request comes from another screen, once, and is taken here
    setInitial(request.number);
    setOpen(true);
  }, [request]);
  const dialled = (id: InteractionId): void => {
    setOpen(false);
    onDialled(id);
  };
  return (
    <>
      <Popover
        side="top"
        align="center"
        title={t('pad.title')}
        open={open}
        onOpenChange={(next) => {
          setInitial('');
          setOpen(next);
        }}
        className="w-[268px]"
        trigger={
          <button type="button" className="dial" aria-label={t('pad.open')}>
            <Icon glyph={Search} size={14} />
            <span className="fill trunc text-left">{t('pad.label')}</span>
            <Icon glyph={Grip} size={16} className="mr-2" />
          </button>
        }
      >
        <DialPad key={initial} initial={initial} onDialled={dialled} />
      </Popover>
      <Tooltip text={t('pad.title')} chord={key}>
        <Button variant="success" className="h-9 rounded-[10px]" icon={Phone} onClick={() => show('')}>
          {t('act.call')}
        </Button>
      </Tooltip>
    </>
  );
}
