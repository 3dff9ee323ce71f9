import { Mention } from '../../../ui/conversation/InternalNote.tsx';
import { useAgents } from '../../../workspace/hooks.ts';
import { mentionParts } from '../composer/mentions.ts';
import { textParts } from './textParts.ts';

/** A message's text: addresses are links, what is looked for is marked. */
export function MessageText({ text, query }: { readonly text: string; readonly query: string }) {
  return textParts(text, query).map((part, index) => {
    const shown = part.match ? <mark>{part.text}</mark> : part.text;
    // The parts of one text never change places.
    return part.href === undefined ? (
      <span key={index}>{shown}</span>
    ) : (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{shown}</a>
    );
  });
}

/** A note's text, with the colleagues it calls. */
export function NoteText({ text, query }: { readonly text: string; readonly query: string }) {
  const agents = useAgents();
  return mentionParts(text, agents).map((part, index) =>
    part.agentId === undefined ? <MessageText key={index} text={part.text} query={query} /> : <Mention key={index}>{part.text}</Mention>,
  );
}
