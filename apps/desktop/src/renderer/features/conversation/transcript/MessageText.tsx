import type { AgentId } from '@ringdesk/shared/model/ids.ts';

import { Mention } from '../../../ui/conversation/InternalNote.tsx';
import { useDepartments, useWorkspace } from '../../../workspace/hooks.ts';
import { mentionParts } from '../composer/mentions.ts';
import { OutsideLink } from './OutsideLink.tsx';
import { PhoneText } from './PhoneText.tsx';
import { textParts } from './textParts.ts';

/** A message's text: addresses are links, numbers can be called, what is looked for is marked. */
export function MessageText({ text, query }: { readonly text: string; readonly query: string }) {
  return textParts(text, query).map((part, index) => {
    const plain = part.match || part.link !== undefined ? part.text : <PhoneText text={part.text} />;
    const shown = part.match ? <mark>{plain}</mark> : plain;
    // The parts of one text never change places.
    return part.link === undefined ? (
      <span key={index}>{shown}</span>
    ) : (
      <OutsideLink key={index} href={part.link.href} shown={part.link.shown}>
        {shown}
      </OutsideLink>
    );
  });
}

export interface NoteTextProps {
  readonly text: string;
  /** Who is called; other names with an `@` are just words. */
  readonly mentions: readonly AgentId[];
  readonly query: string;
}

/** A note's text, with the colleagues and departments it calls. */
export function NoteText({ text, mentions, query }: NoteTextProps) {
  const agents = useWorkspace((state) => state.mirror?.agents);
  const departments = useDepartments();
  const called = mentions.map((id) => agents?.get(id)).filter((agent) => agent !== undefined);
  const teams = departments.filter(({ agentIds }) => agentIds.some((id) => mentions.includes(id)));
  return mentionParts(text, [...called, ...teams]).map((part, index) =>
    part.whom === undefined ? (
      <MessageText key={index} text={part.text} query={query} />
    ) : (
      <Mention key={index}>{part.text}</Mention>
    ),
  );
}
