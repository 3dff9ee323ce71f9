import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect } from 'react';

import { formatList } from '../../text/format.ts';
import { type Translate, useText } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { TypingDots } from '../../ui/marks/TypingDots.tsx';
import { useComposing } from '../../workspace/hooks.ts';
import type { ColleagueWrites } from '../../workspace/workspace.ts';
import { agentNameOf } from './names.ts';

/** "Ana is typing here": two people must not answer the same customer. Read once, when it begins. */
export function ColleaguesLine({ id }: { readonly id: InteractionId }) {
  const t = useText('conversation');
  const words = wordsOf(useComposing(id), t);
  useEffect(() => announce(words), [words]);
  if (words === '') return null;
  return (
    <p className="flex flex-none items-center gap-2 px-4 pb-2 text-12 text-secondary">
      <TypingDots />
      <span className="trunc">{words}</span>
    </p>
  );
}

function wordsOf(writes: readonly ColleagueWrites[], t: Translate): string {
  const [first] = writes;
  if (first === undefined) return '';
  if (writes.length === 1)
    return t(first.kind === 'note' ? 'colleagues.note' : 'colleagues.reply', { agent: agentNameOf(first.agentId) });
  return t('colleagues.many', { agents: formatList(writes.map(({ agentId }) => agentNameOf(agentId))) });
}
