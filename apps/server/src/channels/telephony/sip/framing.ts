/** RFC 3261, 18.3: on a stream, messages end where their Content-Length says. */
const LIMIT_BYTES = 64 * 1024;
const HEAD_BYTES = 16 * 1024;

/**
 * Cuts a stream into messages. `push` returns the whole ones in it and counts keep-alives (RFC 5626, 4.4.1: CRLF CRLF, to
 * be answered by CRLF); undefined: what came is no SIP and the connection is of no more use.
 */
export function createFraming() {
  let held: Buffer = Buffer.alloc(0);
  return {
    push(bytes: Buffer): { readonly messages: readonly string[]; readonly pings: number } | undefined {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const messages: string[] = [];
      let pings = 0;
      for (;;) {
        let start = 0;
        while (held[start] === 0x0d && held[start + 1] === 0x0a) start += 2;
        pings += Math.floor(start / 4);
        if (start > 0) held = held.subarray(start);
        const end = held.indexOf('\r\n\r\n');
        if (end === -1) return held.length > HEAD_BYTES ? undefined : { messages, pings };
        const length = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,6})[ \t]*$/im.exec(
          held.toString('latin1', 0, end),
        )?.[1];
        const whole = end + 4 + Number(length ?? 0);
        // RFC 3261, 20.14: over a stream the length is not a choice.
        if (length === undefined || whole > LIMIT_BYTES) return undefined;
        if (held.length < whole) return { messages, pings };
        messages.push(held.toString('utf8', 0, whole));
        held = held.subarray(whole);
      }
    },
  };
}
