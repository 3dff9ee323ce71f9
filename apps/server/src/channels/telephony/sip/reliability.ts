import { Timers } from 'sip.js/lib/core/index.js';

/** When to send again; the timers of a test are its own. */
export interface Waiting {
  after(ms: number, run: () => void): () => void;
}

export const realWaiting: Waiting = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Of the topmost Via. */
export const branchOf = (text: string): string | undefined =>
  /^(?:via|v)\s*:[^\r\n]*?;\s*branch\s*=\s*([^\s;,\r]+)/im.exec(text)?.[1];
/** As CSeq says, of requests and answers alike. */
export const methodOf = (text: string): string | undefined => /^cseq\s*:\s*\d+\s+([A-Z]+)/im.exec(text)?.[1];

/**
 * Sends again over UDP what nobody confirmed: requests by timers A and E, final answers to INVITE other than 2xx by
 * timer G (RFC 3261, 17.1.1.2, 17.1.2.2, 17.2.1). The library leaves these out; 2xx and their ACK it repeats itself.
 */
export function createRetransmission(send: (text: string) => void, waiting: Waiting) {
  const running = new Map<string, () => void>();

  const stop = (key: string): void => {
    running.get(key)?.();
    running.delete(key);
  };

  const repeat = (key: string, text: string, capMs: number): void => {
    stop(key);
    let interval = Timers.T1;
    let spent = 0;
    const again = (): void => {
      spent += interval;
      if (spent >= Timers.TIMER_B) return stop(key);
      send(text);
      interval = Math.min(interval * 2, capMs);
      running.set(key, waiting.after(interval, again));
    };
    running.set(key, waiting.after(interval, again));
  };

  return {
    sent(text: string): void {
      const branch = branchOf(text);
      const method = methodOf(text);
      if (branch === undefined || method === undefined) return;
      if (!text.startsWith('SIP/2.0 ')) {
        // An INVITE doubles without a cap (timer A) and stops at the first answer; the others go on every four seconds.
        if (method !== 'ACK') repeat(`${branch} ${method}`, text, method === 'INVITE' ? Timers.TIMER_B : Timers.T2);
      } else if (method === 'INVITE' && /^SIP\/2\.0 [3-6]/.test(text)) {
        repeat(`${branch} answer`, text, Timers.T2);
      }
    },
    received(text: string): void {
      const branch = branchOf(text);
      const method = methodOf(text);
      if (branch === undefined) return;
      if (!text.startsWith('SIP/2.0 ')) {
        if (method === 'ACK') stop(`${branch} answer`);
        return;
      }
      const final = !text.startsWith('SIP/2.0 1');
      if (final || method === 'INVITE') stop(`${branch} ${method}`);
    },
    /** This INVITE is not sent again. */
    hush(branch: string): void {
      stop(`${branch} INVITE`);
    },
    stop(): void {
      for (const key of running.keys()) stop(key);
    },
  };
}

export type Retransmission = ReturnType<typeof createRetransmission>;
