import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';

import type { QueueId } from '@ringdesk/shared/model/ids.ts';

import { ask } from '../../../connection/connection.ts';
import { currentLocale } from '../../../text/text.ts';
import type { ComposerMode } from '../../../ui/conversation/ComposerShell.tsx';
import { useAgents, useDepartments, useMe, useQueue } from '../../../workspace/hooks.ts';
import { fillPlaceholders, useCanned } from './canned.ts';
import { matchCanned } from './cannedMatch.ts';
import { matchMentionable, mentionable } from './mentions.ts';
import { applyTrigger, type Trigger, triggerAt } from './trigger.ts';
import { CannedPick, MentionPick } from './TriggerList.tsx';
import { usePick } from './usePick.ts';

export interface TriggerListProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly mode: ComposerMode;
  readonly customerName: string;
  /** Of the conversation: its canned responses are offered, those of other queues not. */
  readonly queueId: QueueId;
  readonly onText: (text: string) => void;
}

export interface TriggerListState {
  readonly list: ReactNode;
  readonly kind: Trigger['kind'] | undefined;
  readonly activeId: string | undefined;
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** The caret may have moved. */
  readonly onCaret: () => void;
  /** Opens the canned responses by writing `/` at the caret. */
  readonly openCanned: () => void;
}

/** The list over the composer: canned responses after `/`, colleagues and departments after `@` in notes. Escape closes it for this word. */
export function useTriggerList({
  area,
  text,
  mode,
  customerName,
  queueId,
  onText,
}: TriggerListProps): TriggerListState {
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<number>();
  /** Where the caret goes once the new text is in the field. */
  const moveTo = useRef<number>(undefined);
  const agents = useAgents();
  const departments = useDepartments();
  const me = useMe();
  const found = triggerAt(text, Math.min(caret, text.length), mode);
  const trigger = found === undefined || found.from === closedAt ? undefined : found;
  const queue = useQueue(queueId);
  const canned = useCanned(trigger?.kind === 'canned');
  const collator = useMemo(() => new Intl.Collator(currentLocale()), []);
  const responses =
    trigger?.kind === 'canned'
      ? matchCanned(
          canned.responses.filter(({ scope }) => scope.kind !== 'queue' || scope.queueId === queueId),
          trigger.query,
          collator,
        )
      : [];
  const names = { customer: customerName, agent: me?.name ?? '', queue: queue?.name ?? '' };
  const people =
    trigger?.kind === 'mention' && me !== undefined
      ? matchMentionable(mentionable(agents, departments, me.id), trigger.query, collator)
      : [];

  const insert = (what: string): void => {
    if (trigger === undefined) return;
    const next = applyTrigger(text, trigger, what);
    moveTo.current = next.caret;
    setCaret(next.caret);
    onText(next.text);
    area.current?.focus();
  };
  const pickById = (id: string): void => {
    const response = responses.find((each) => each.id === id);
    if (response !== undefined) {
      // Nothing waits for the count, and nothing is lost with it.
      void ask('canned.used', { id: response.id });
      return insert(fillPlaceholders(response.text, names));
    }
    const person = people.find((each) => each.id === id);
    return person === undefined ? undefined : insert(`@${person.name} `);
  };
  const pick = usePick<{ readonly id: string }>(
    trigger?.kind === 'canned' ? responses : people,
    ({ id }) => pickById(id),
    () => setClosedAt(trigger?.from),
  );

  useLayoutEffect(() => {
    if (moveTo.current === undefined) return;
    area.current?.setSelectionRange(moveTo.current, moveTo.current);
    moveTo.current = undefined;
  }, [text, area]);

  const onCaret = (): void => {
    const at = area.current?.selectionEnd ?? 0;
    setCaret(at);
    if (closedAt !== undefined && triggerAt(text, at, mode)?.from !== closedAt) setClosedAt(undefined);
  };
  const openCanned = (): void => {
    const at = area.current?.selectionEnd ?? text.length;
    const lead = at === 0 || /\s$/u.test(text.slice(0, at)) ? '/' : ' /';
    moveTo.current = at + lead.length;
    setCaret(at + lead.length);
    setClosedAt(undefined);
    onText(text.slice(0, at) + lead + text.slice(at));
    area.current?.focus();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (trigger === undefined) return false;
    // The word stands for a text that is on its way: it is not what the customer should read.
    if (event.key === 'Enter' && trigger.kind === 'canned' && canned.state === 'loading') {
      event.preventDefault();
      return true;
    }
    return pick.onKey(event);
  };
  const shared = { query: trigger?.query ?? '', activeId: pick.active?.id, onPick: pickById, onHover: pick.setActive };
  return {
    kind: trigger?.kind,
    activeId: trigger === undefined ? undefined : pick.active?.id,
    onKey,
    onCaret,
    openCanned,
    list:
      trigger === undefined ? undefined : trigger.kind === 'canned' ? (
        <CannedPick {...shared} entries={responses} state={canned.state} names={names} />
      ) : (
        <MentionPick {...shared} entries={people} />
      ),
  };
}
