/**
 * Loaded into Electron's own download (`node --import`), which says nothing for half a minute: prints how much of a large answer has
 * come, in tenths, a line each.
 */
const LARGE_BYTES = 5_000_000;

const { fetch } = globalThis;

/** Passes everything on, and prints each further tenth. */
const counting = (total: number): TransformStream<Uint8Array, Uint8Array> => {
  let bytes = 0;
  let tenths = 0;
  return new TransformStream({
    transform(chunk, out) {
      bytes += chunk.byteLength;
      const now = Math.min(10, Math.floor((bytes * 10) / total));
      if (now > tenths) console.log(`${(tenths = now) * 10} % of ${Math.round(total / 1_000_000)} MB`);
      out.enqueue(chunk);
    },
  });
};

globalThis.fetch = async (...request) => {
  const answer = await fetch(...request);
  const total = Number(answer.headers.get('content-length') ?? 0);
  if (answer.body === null || !answer.ok || total < LARGE_BYTES) return answer;
  const { status, statusText, headers } = answer;
  return new Response(answer.body.pipeThrough(counting(total)), { status, statusText, headers });
};
