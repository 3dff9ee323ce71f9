import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { announce } from '../../../ui/feedback/liveRegionStore.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';

export interface FindBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Sequence numbers of the lines found, oldest first. */
  readonly found: readonly number[];
  readonly onGo: (seq: number) => void;
  /** There are earlier lines which were not looked through. */
  readonly moreEarlier: boolean;
  readonly onEarlier: () => void;
  readonly onClose: () => void;
}

/** Find in the thread: newest match first, Enter goes back in time, Shift+Enter forward. */
export function FindBar({ query, onQuery, found, onGo, moreEarlier, onEarlier, onClose }: FindBarProps) {
  const t = useText('conversation');
  const field = useRef<HTMLInputElement>(null);
  const [current, setCurrent] = useState<number>();
  useEffect(() => field.current?.focus(), []);
  const at = current === undefined ? -1 : found.indexOf(current);

  const go = (step: 1 | -1): void => {
    if (found.length === 0) return announce(t('find.none'));
    const next = found[at === -1 ? found.length - 1 : (at + step + found.length) % found.length];
    if (next === undefined) return undefined;
    setCurrent(next);
    onGo(next);
    return announce(t('find.position', { current: found.indexOf(next) + 1, total: found.length }));
  };
  const state =
    query.trim() === ''
      ? ''
      : found.length === 0
        ? t('find.none')
        : at === -1
          ? String(found.length)
          : t('find.position', { current: at + 1, total: found.length });
  return (
    <div role="search" className="flex flex-wrap items-center gap-1 border-b border-line px-4 py-2">
      <div className="fill">
        <SearchField
          ref={field}
          label={t('find.label')}
          clearLabel={t('find.clear')}
          value={query}
          onChange={onQuery}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              go(event.shiftKey ? 1 : -1);
            } else if (event.key === 'Escape' && query === '') onClose();
          }}
        />
      </div>
      <span className="num min-w-16 text-center text-12 text-muted">{state}</span>
      <IconButton icon={ChevronUp} size="sm" label={t('find.previous')} onClick={() => go(-1)} />
      <IconButton icon={ChevronDown} size="sm" label={t('find.next')} onClick={() => go(1)} />
      <IconButton icon={X} size="sm" label={t('find.close')} onClick={onClose} />
      {moreEarlier && (
        <Button size="sm" variant="text" className="basis-full" onClick={onEarlier}>
          {t('find.earlier')}
        </Button>
      )}
    </div>
  );
}
