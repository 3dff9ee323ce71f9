import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { SearchHit } from '@ringdesk/shared/protocol/queries.ts';
import type { z } from 'zod';
import { Hash, MessageCircle, Search, Settings, SquareTerminal, UserRound, type LucideIcon, Phone } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useState } from 'react';

import { runCommand, useDoableCommands, useCommandKey } from '../../app/registry.ts';
import type { CommandId } from '../../app/commandTable.ts';
import { navigate } from '../../app/router.ts';
import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { customerName } from '../../text/customerName.ts';
import { stateWords } from '../../text/presenceWords.ts';
import { useText } from '../../text/text.ts';
import { Kbd } from '../../ui/actions/Kbd.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Highlight } from '../../ui/overlays/Highlight.tsx';
import { PickList, type PickListEntry } from '../../ui/overlays/PickList.tsx';
import { PlainDialog } from '../../ui/overlays/PlainDialog.tsx';
import { useAgents, useReasons } from '../../workspace/hooks.ts';
import { usesCalls } from '../../workspace/selectors.ts';
import { workspace } from '../../workspace/workspace.ts';
import { askToDial } from '../../workspace/dialling.ts';
import { rank } from './rank.ts';
import {
  type Act,
  commandEntries,
  conversationEntries,
  MOST_CONVERSATIONS,
  type Entry,
  dialEntries,
  modeOf,
  personEntries,
  queueEntries,
  settingEntries,
  type SettingPlace,
} from './sources.ts';

const SHOWN = 12;
const FOUND_SHOWN = 8;
const SEARCH_AFTER_MS = 200;
const LIST_ID = 'palette-list';

const glyphs: Readonly<Record<Entry['kind'], LucideIcon>> = {
  command: SquareTerminal,
  conversation: MessageCircle,
  closed: MessageCircle,
  person: UserRound,
  queue: Hash,
  setting: Settings,
  number: Phone,
};

export interface PaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Places in the settings this person may open; empty: none, and people and queues cannot be opened either. */
  readonly settings: readonly SettingPlace[];
  /** Scrolls to one setting of the page that was opened. */
  readonly onReveal: (id: string) => void;
  /** Begins to hand the open conversation over to somebody; undefined where none is open or it may not be. */
  readonly onTransfer: ((name: string) => void) | undefined;
  /** Shows the waiting conversations of a queue. */
  readonly onFilter: (id: QueueId) => void;
}

/** Everything by name: commands, conversations, people, queues, settings; Mod+K (desk 2.11). */
export function Palette({ open, ...rest }: PaletteProps) {
  const t = useText('palette');
  return (
    <PlainDialog open={open} onClose={rest.onClose} label={t('label')} size="lg">
      <PaletteBody {...rest} />
    </PlainDialog>
  );
}

function PaletteBody({ onClose, onReveal, onTransfer, onFilter, settings }: Omit<PaletteProps, 'open'>) {
  const t = useText('palette');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const { entries, searching } = useEntries(typed, settings, onTransfer !== undefined);
  const activeId = entries.some(({ id }) => id === chosen) ? chosen : entries[0]?.id;
  const { query } = modeOf(typed);

  const pick = (id: string): void => {
    const entry = entries.find((each) => each.id === id);
    if (entry === undefined) return;
    onClose();
    // The palette gives the focus back first, so that what was chosen may take it.
    setTimeout(run, 0, entry.act);
  };
  const run = (act: Act): void => {
    switch (act.kind) {
      case 'command':
        runCommand(act.id);
        return;
      case 'open':
        navigate(act.path);
        if (act.reveal !== undefined) onReveal(act.reveal);
        return;
      case 'transfer':
        onTransfer?.(act.to);
        return;
      case 'dial':
        askToDial({ how: 'pad', number: act.number });
        return;
      case 'filter':
        onFilter(act.queueId);
    }
  };
  const move = (step: number): void => {
    const at = entries.findIndex(({ id }) => id === activeId);
    setChosen(entries[(at + step + entries.length) % Math.max(1, entries.length)]?.id);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && activeId !== undefined) pick(activeId);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="flex items-center gap-2 px-4 h-12 border-b border-line">
        <Icon glyph={Search} />
        <input
          className="fill text-15 outline-none bg-transparent"
          role="combobox"
          aria-expanded
          aria-controls={LIST_ID}
          aria-label={t('label')}
          {...(activeId === undefined ? {} : { 'aria-activedescendant': `${LIST_ID}-${activeId}` })}
          placeholder={t('placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={press}
        />
        <span className="text-12 text-muted hide-narrow">{t('prefixes')}</span>
      </div>
      <PickList
        id={LIST_ID}
        label={searching ? t('searching') : t('label')}
        remark={t('results', { count: entries.length })}
        className="shadow-none! border-0! w-full! max-w-none!"
        entries={entries.map((entry) => line(entry, query, t(`kind.${entry.kind}`)))}
        activeId={activeId}
        onPick={pick}
        onHover={setChosen}
        empty={t('empty', { text: query })}
      />
    </>
  );
}

function line(entry: Entry, query: string, kind: string): PickListEntry {
  return {
    id: entry.id,
    mark: <Icon glyph={glyphs[entry.kind]} />,
    text: <Highlight text={entry.text} query={query} />,
    ...(entry.detail === undefined ? {} : { detail: <Highlight text={entry.detail} query={query} /> }),
    aside: entry.act.kind === 'command' ? <CommandKey id={entry.act.id} /> : <Tag size="sm">{kind}</Tag>,
  };
}

/** The key each time, so that people graduate from the palette. */
function CommandKey({ id }: { readonly id: CommandId }) {
  const chord = useCommandKey(id);
  return chord === undefined ? null : <Kbd chord={chord} />;
}

function useEntries(
  typed: string,
  settings: readonly SettingPlace[],
  mayTransfer: boolean,
): { readonly entries: readonly Entry[]; readonly searching: boolean } {
  const t = useText('palette');
  const available = useDoableCommands();
  const agents = useAgents();
  const reasons = useReasons();
  const { mode, query } = modeOf(useDeferredValue(typed));
  const { found, searching } = useServerSearch(mode === 'all' ? query : '');
  // Nothing typed yet: the first few are shown as they are. Thousands of entries are made with the first letter, so that
  // the palette itself opens within a frame.
  const atMost = query.trim() === '' ? SHOWN : MOST_CONVERSATIONS;

  // Only a number is made of what is typed; everything else is looked for in what there is.
  const dialled = mode === 'dial' ? query : '';
  const all = useMemo(() => {
    const { mirror } = workspace.getState();
    if (mirror === undefined) return [];
    if (mode === 'settings') return settingEntries(settings);
    if (mode === 'dial') return usesCalls(mirror) ? dialEntries(dialled, t) : [];
    const leads = settings.length > 0;
    if (mode === 'people') {
      const stateOf = (agent: Agent): string => stateWords(agent, reasons, t);
      if (mayTransfer) {
        const others = agents.filter(({ id }) => id !== mirror.me);
        return personEntries(others, stateOf, ({ name }) => ({ kind: 'transfer', to: name }), t);
      }
      return leads ? personEntries(agents, stateOf, () => ({ kind: 'open', path: '/settings/people' }), t) : [];
    }
    if (mode === 'queues')
      return queueEntries(
        mirror,
        (queueId) => (leads ? { kind: 'open', path: `/settings/queues/${queueId}` } : { kind: 'filter', queueId }),
        t,
      );
    return [...commandEntries(available, t), ...conversationEntries(mirror, atMost, t)];
  }, [mode, dialled, settings, mayTransfer, agents, reasons, available, atMost, t]);

  return useMemo(() => {
    const local = rank(all, query, SHOWN);
    const known = new Set(local.map(({ id }) => id));
    const more = found.map((hit) => entryOfHit(hit, t)).filter(({ id }) => !known.has(id));
    return { entries: [...local, ...more.slice(0, FOUND_SHOWN)], searching };
  }, [all, query, found, searching, t]);
}

type Hit = z.infer<typeof SearchHit>;

function entryOfHit(hit: Hit, t: ReturnType<typeof useText>): Entry {
  const { interaction, snippet, seq } = hit;
  return {
    id: `conversation-${interaction.id}`,
    text: customerName(interaction.customer, t),
    // The server marks the place with these brackets; the list marks what was typed by itself.
    detail: snippet.replace(/[⟦⟧]/g, ''),
    kind: interaction.state === 'closed' ? 'closed' : 'conversation',
    act: { kind: 'open', path: `/inbox/${interaction.id}${seq === undefined ? '' : `#${seq}`}` },
  };
}

/** All conversations of the center, asked for once the typing pauses. */
function useServerSearch(query: string): { readonly found: readonly Hit[]; readonly searching: boolean } {
  const wanted = query.trim();
  const [answer, setAnswer] = useState<{ readonly query: string; readonly hits: readonly Hit[] }>({
    query: '',
    hits: [],
  });
  useEffect(() => {
    if (wanted.length < 2) return;
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      stop = untilAnswered(
        () => ask('conversations.search', { text: wanted.slice(0, 200), limit: 20 }),
        (reply) => setAnswer({ query: wanted, hits: reply.ok ? reply.value.hits : [] }),
      );
    }, SEARCH_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [wanted]);
  const fits = wanted.length >= 2 && answer.query === wanted;
  return { found: fits ? answer.hits : NO_HITS, searching: wanted.length >= 2 && !fits };
}

const NO_HITS: readonly Hit[] = [];
