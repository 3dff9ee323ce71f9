import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useRef } from 'react';

import { writeIn } from '../features/conversation/writing.ts';
import { muteRing } from '../features/notifications/notifier.ts';
import { type OffersHandle, OffersLayer, type OffersLayerProps } from '../features/offers/OffersLayer.tsx';
import { useInterceptable } from '../features/offers/RingBoard.tsx';
import { steadyNow } from '../workspace/clock.ts';
import { useOffers } from '../workspace/hooks.ts';
import { offerShown, useCommand, useCommandKey } from './registry.ts';
import { usePanelAway } from './columnWidths.ts';
import { currentRoute, navigate, useRoute } from './router.ts';

const open = (id: InteractionId): void => navigate(`/inbox/${id}`);
/** The conversation is mine now: the caret goes where the answer is written. */
const start = (id: InteractionId): void => {
  open(id);
  writeIn(id);
};
const shown = (): void => offerShown(steadyNow());

/**
 * Offers over whatever screen is on the stage, and the keys that answer them. Mounted once, inside the frame.
 *
 * @param props.onlyMine leaves out what rings at colleagues
 */
export function DeskOffers({ onlyMine = false }: Pick<OffersLayerProps, 'onlyMine'>) {
  const layer = useRef<OffersHandle>(null);
  const idle = !useOffers().some(({ state }) => state === 'pending');
  useCommand('offer.accept', () => layer.current?.acceptFirst(), { idle });
  useCommand('offer.decline', () => layer.current?.declineFirst(), { idle });
  useCommand('offer.declineWhy', () => layer.current?.askFirst(), { idle });
  useCommand('offer.muteRing', muteRing, { idle });
  const interceptable = useInterceptable();
  const intercept = (): void => {
    const route = currentRoute();
    layer.current?.interceptFirst(route.screen === 'inbox' ? route.interactionId : undefined);
  };
  useCommand('offer.intercept', intercept, { idle: onlyMine || interceptable.length === 0 });
  const inInbox = useRoute().screen === 'inbox';
  const overList = usePanelAway() && inInbox;
  return (
    // Below 900 px the conversation fills the stage: offers hang from its head, so that the composer stays free. Where
    // the customer panel is put away they lie over the list, as on narrower windows. Over other screens nothing fades.
    // The first steps have their buttons on the right: offers lie over the list of the steps.
    <div
      data-over-list={overList || undefined}
      data-over-page={!inInbox || onlyMine || undefined}
      data-over-steps={onlyMine || undefined}
      className="wide:data-over-list:[&>.offers]:right-auto wide:data-over-list:[&>.offers]:left-[calc(var(--rail-w)+8px)] wide:data-over-list:[&>.offers]:w-[calc(var(--list-w)-16px)] wide:data-over-list:[&>.offers]:bg-[linear-gradient(to_bottom,transparent,var(--surface-sunken)_28px)] wide:data-over-list:[&>.offers]:bg-[position:left_40px_top] contents max-mid:[&>.offers]:top-[96px] max-mid:[&>.offers]:right-0 max-mid:[&>.offers]:p-4 max-mid:[&>.offers]:bottom-auto max-mid:[&>.offers]:left-auto max-mid:[&>.offers]:max-h-[calc(100vh-320px)] max-mid:[&:has(.offer)_.ring-board]:hidden max-mid:[&>.offers]:overflow-y-auto max-mid:[&>.offers]:m-0 max-mid:[&>.offers]:box-border max-mid:[&>.offers]:bg-none data-over-page:[&>.offers]:bg-none mid:data-over-steps:[&>.offers]:right-auto mid:data-over-steps:[&>.offers]:bottom-4 mid:data-over-steps:[&>.offers]:left-6"
    >
      <OffersLayer
        ref={layer}
        acceptChord={useCommandKey('offer.accept')}
        onAccepted={start}
        onLook={open}
        onShown={shown}
        onlyMine={onlyMine}
      />
    </div>
  );
}
