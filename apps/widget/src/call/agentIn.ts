import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';

/** Who talks with the visitor, from the second line of what the server says of the call [20]; undefined: nobody is shown. */
export function agentIn(news: string): AgentFace | undefined {
  let value: unknown;
  try {
    value = JSON.parse(news.split('\n')[1] ?? '');
  } catch {
    return undefined;
  }
  const { name, pictureUrl } = Object(value) as Record<string, unknown>;
  if (typeof name !== 'string') return undefined;
  return { name, ...(typeof pictureUrl === 'string' && { pictureUrl }) };
}
