import { useEffect, useState } from 'react';

import type { OfferCard as Card, OfferPress, OffersShown } from '../../bridge/desktopApi.ts';
import type { OfferWindowApi } from '../../bridge/offerWindowApi.ts';
import { UiProvider } from '../ui/UiProvider.tsx';
import { OfferCard } from '../ui/offers/OfferCard.tsx';
import { GUARD_MS, othersIn, pressAllowed, secondsLeft, timeText } from './offerTime.ts';

/**
 * What rings now, while the desk is not in front: the first offer, the number of the others, and the two answers. The desk decides
 * and says what becomes of it; this window shows and tells which button was pressed.
 */
export function OfferWindow({ api }: { readonly api: OfferWindowApi }) {
  const shown = useShown(api);
  useEffect(() => {
    if (shown !== undefined) document.documentElement.dataset['theme'] = shown.theme;
  }, [shown]);
  const card = shown?.cards[0];
  return (
    <UiProvider>
      <main className="offer-window">
        {shown !== undefined && card !== undefined && (
          <Ringing key={card.offerId} card={card} shown={shown} onPress={(press) => api.press(press)} />
        )}
      </main>
    </UiProvider>
  );
}

function useShown(api: OfferWindowApi): OffersShown | undefined {
  const [shown, setShown] = useState<OffersShown>();
  useEffect(() => {
    // Whatever is said while the question is under way is later than its answer.
    let told = false;
    const end = api.onChanged((next) => {
      told = true;
      setShown(next);
    });
    void api.shown().then((first) => {
      if (first !== null && !told) setShown(first);
    });
    return end;
  }, [api]);
  return shown;
}

interface RingingProps {
  readonly card: Card;
  readonly shown: OffersShown;
  readonly onPress: (press: OfferPress) => void;
}

function Ringing({ card, shown, onPress }: RingingProps) {
  const now = useNow(shown.clockOffsetMs);
  const [appearedAt] = useState(() => performance.now());
  const left = secondsLeft(card, now);
  const others = othersIn(shown);
  const press = (action: OfferPress['action']): void => {
    // Somebody who was typing or clicking elsewhere when it came up did not mean it.
    if (pressAllowed(appearedAt, performance.now(), GUARD_MS)) onPress({ offerId: card.offerId, action });
  };
  const connecting = card.state === 'connecting';
  return (
    <OfferCard
      label={`${card.subtitle}: ${card.title}`}
      channel={card.medium === 'call' ? 'phone' : 'liveChat'}
      kind={card.subtitle}
      facts={others === 0 ? [] : [`+${others}`]}
      customer={{ id: card.interactionId, name: card.title }}
      {...(card.preview === '' ? {} : { line: card.preview })}
      why={{ lead: '', text: card.why }}
      countdown={{ left, total: secondsLeft(card, card.offeredAt), text: timeText(left) }}
      state={connecting ? 'connecting' : 'ringing'}
      accept={{ label: connecting ? shown.labels.connecting : shown.labels.accept, onPress: () => press('accept') }}
      decline={{ label: shown.labels.decline, onPress: () => press('decline') }}
      size="small"
      still
      onOpen={() => press('open')}
    />
  );
}

/** The server's time, anew each second while something rings. */
function useNow(clockOffsetMs: number): number {
  const [now, setNow] = useState(() => Date.now() + clockOffsetMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + clockOffsetMs), 1_000);
    return () => clearInterval(timer);
  }, [clockOffsetMs]);
  return now;
}
