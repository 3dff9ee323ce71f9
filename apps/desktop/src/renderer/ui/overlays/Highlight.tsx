/** `text` with every place that holds `query` marked; letter case does not matter, an empty query marks nothing. */
export const Highlight = ({ text, query }: { text: string; query: string }) => {
  const needle = query.trim().toLocaleLowerCase();
  const hay = text.toLocaleLowerCase();
  // Lower case may change a string's length (İ); marking by index would then cut the wrong letters.
  if (needle === '' || hay.length !== text.length) return <>{text}</>;
  const parts: { text: string; hit: boolean; at: number }[] = [];
  let from = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false, at: from });
    parts.push({ text: text.slice(at, at + needle.length), hit: true, at });
    from = at + needle.length;
  }
  parts.push({ text: text.slice(from), hit: false, at: from });
  return <>{parts.map((part) => (part.hit ? <mark key={part.at}>{part.text}</mark> : part.text))}</>;
};
