/** JSON of what was sent to somebody already: one change goes to many sockets and is written out once. */
const texts = new WeakMap<object, string>();

function textOf(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

function listTextOf(updates: readonly object[]): string {
  const known = texts.get(updates);
  if (known !== undefined) return known;
  const text = `[${updates.map(textOf).join(',')}]`;
  texts.set(updates, text);
  return text;
}

/**
 * An `update` event of a namespace as Socket.IO's protocol (revision 5) writes it, for the connection underneath: its own
 * encoder would take the same updates apart once for each socket. Neither the updates nor the list may change afterwards.
 */
export const updateFrame = (namespace: string, seq: number, updates: readonly object[]): string =>
  `2${namespace},["update",{"seq":${seq},"updates":${listTextOf(updates)}}]`;
