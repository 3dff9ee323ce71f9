import { Car, Clock, Flag, Hand, Hash, Leaf, Lightbulb, type LucideIcon, Smile, Trophy, Utensils } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';

import { useLanguage, useText } from '../../../../text/text.ts';
import { Button } from '../../../../ui/actions/Button.tsx';
import { IconButton } from '../../../../ui/actions/IconButton.tsx';
import { SectionSkeleton } from '../../../../ui/feedback/Skeleton.tsx';
import { SearchField } from '../../../../ui/fields/SearchField.tsx';
import { type Emoji, type EmojiGroup, emojiGroups, findEmoji, loadEmoji } from './emojiData.ts';
import { emojiTester } from './emojiDrawn.ts';
import { keepRecentEmoji, recentEmoji } from './recentEmoji.ts';

type Shelf = EmojiGroup | 'recent';

const glyphs: Record<Shelf, LucideIcon> = {
  recent: Clock,
  smileys: Smile,
  people: Hand,
  nature: Leaf,
  food: Utensils,
  travel: Car,
  activities: Trophy,
  objects: Lightbulb,
  symbols: Hash,
  flags: Flag,
};

/** Emoji in a row of the grid, as in its style. */
const COLUMNS = 9;

/** Emoji by group and by name, in the language of the screen. Arrow keys walk the grid, Enter picks. */
export function EmojiPicker({ onPick }: { readonly onPick: (sign: string) => void }) {
  const t = useText('conversation');
  const { all, failed, again } = useEmoji();
  const [query, setQuery] = useState('');
  const [recent] = useState(recentEmoji);
  const [shelf, setShelf] = useState<Shelf>(recent.length > 0 ? 'recent' : 'smileys');
  const [isDrawn] = useState(() => emojiTester(document));
  const shown = shownOf(all ?? [], query, shelf, recent).filter(({ sign }) => isDrawn(sign));
  const pick = (sign: string): void => {
    keepRecentEmoji(sign);
    onPick(sign);
  };
  return (
    <div className="emoji-picker">
      <SearchField
        label={t('emoji.search')}
        clearLabel={t('emoji.clear')}
        value={query}
        onChange={setQuery}
        onKeyDown={(event) => {
          const first = shown[0];
          if (event.key === 'Enter' && query.trim() !== '' && first !== undefined) {
            event.preventDefault();
            pick(first.sign);
          }
        }}
      />
      <div role="group" aria-label={t('emoji.groups')} className="emoji-shelves">
        {(['recent', ...emojiGroups.map(([name]) => name)] as const).map((name) => (
          <IconButton
            key={name}
            icon={glyphs[name]}
            size="sm"
            label={t(`emoji.group.${name}`)}
            pressed={query.trim() === '' && shelf === name}
            onClick={() => {
              setQuery('');
              setShelf(name);
            }}
          />
        ))}
      </div>
      {failed ? (
        <div className="emoji-remark">
          <p>{t('emoji.failed')}</p>
          <Button size="sm" onClick={again}>
            {t('tryAgain')}
          </Button>
        </div>
      ) : all === undefined ? (
        <SectionSkeleton label={t('loading')} lines={5} />
      ) : (
        <Grid emoji={shown} label={query.trim() === '' ? t(`emoji.group.${shelf}`) : t('emoji.found')} onPick={pick} />
      )}
      {all !== undefined && shown.length === 0 && (
        <p className="emoji-remark" role="status">
          {t(query.trim() === '' ? 'emoji.noneRecent' : 'emoji.none')}
        </p>
      )}
    </div>
  );
}

function shownOf(all: readonly Emoji[], query: string, shelf: Shelf, recent: readonly string[]): readonly Emoji[] {
  if (query.trim() !== '') return findEmoji(all, query);
  if (shelf !== 'recent') return all.filter(({ group }) => group === shelf);
  return recent.flatMap((sign) => all.find((each) => each.sign === sign) ?? []);
}

interface GridProps {
  readonly emoji: readonly Emoji[];
  readonly label: string;
  readonly onPick: (sign: string) => void;
}

/** One stop for Tab; arrows move inside. */
function Grid({ emoji, label, onPick }: GridProps) {
  const [at, setAt] = useState(0);
  const current = Math.min(at, emoji.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? emoji.length - 1 : current + (step ?? 0);
    if (next === current || next < 0 || next >= emoji.length) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div role="toolbar" aria-label={label} className="emoji-grid" onKeyDown={onKeyDown}>
      {emoji.map(({ sign, name }, index) => (
        <button
          key={sign}
          type="button"
          className="emoji-key"
          aria-label={name}
          title={name}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setAt(index)}
          onClick={() => onPick(sign)}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}

function useEmoji(): {
  readonly all: readonly Emoji[] | undefined;
  readonly failed: boolean;
  readonly again: () => void;
} {
  const language = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<readonly Emoji[] | 'failed'>();
  useEffect(() => {
    let here = true;
    loadEmoji(language).then(
      (all) => {
        if (here) setLoaded(all);
      },
      () => {
        if (here) setLoaded('failed');
      },
    );
    return () => {
      here = false;
    };
  }, [language, attempt]);
  const failed = loaded === 'failed';
  return {
    all: failed ? undefined : loaded,
    failed,
    again: () => {
      setLoaded(undefined);
      setAttempt(attempt + 1);
    },
  };
}
