import { type Call, type CallParts, endCall, endForAll, forgetMedia, stopAttempt } from './call.ts';
import type { Leg } from './leg.ts';

/** However long somebody listens to the question: the line is not theirs for ever. */
const MOST_MS = 60_000;

/**
 * The agent hangs up. Where their queue asks for ratings [43], and the customer has a phone that can be told so, the call is
 * over for everybody else and they are asked; else it ends.
 */
export function agentHungUp(parts: CallParts, call: Call): void {
  const { customer, rating, agent } = call;
  const asks = rating !== undefined && call.anchored && agent?.agentId !== undefined;
  if (call.over || !asks || customer?.state !== 'standing' || customer.flow.kind !== 'plain')
    return endCall(parts, call, 'agent', 'hangUp');
  stopAttempt(call);
  endForAll(parts, call, customer, 480);
  call.agent = undefined;
  call.consult = undefined;
  void ask(parts, call, customer, rating.language);
  parts.report({ type: 'ended', callId: call.id, by: 'agent', because: 'hangUp' });
}

async function ask(parts: CallParts, call: Call, customer: Leg, language: string): Promise<void> {
  let press: (key: string) => void = () => undefined;
  const late = parts.exchange.waiting.after(MOST_MS, () => stop());
  const stop = (): void => {
    if (call.rating === undefined) return;
    call.rating = undefined;
    late();
    customer.end();
    forgetMedia(parts, call.id);
    parts.rated(call);
  };
  call.rating = { language, stop };
  customer.listener = { ...customer.listener, ended: stop, digit: (key) => press(key) };
  try {
    await parts.media().rating(call.id, {
      language,
      listen: (take) => (press = take),
      rated: (score) => parts.report({ type: 'rated', callId: call.id, score }),
    });
  } catch {
    parts.exchange.noted('ratingFailed');
  }
  stop();
}
