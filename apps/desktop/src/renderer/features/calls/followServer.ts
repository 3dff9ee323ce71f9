import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { isReturning, type PhoneCall } from '../../phone/phoneCall.ts';
import type { Softphone } from '../../phone/softphone.ts';
import type { Mirror } from '../../workspace/mirror.ts';

/**
 * The leg to somebody who is asked is ours to make, and only once there is somebody to reach: a number at once, a colleague
 * when they have accepted. Only the desk which carries the customer does it, and once for each time somebody is asked.
 *
 * @param asked since when the last one was asked, by call; kept by the caller between two looks
 */
export function callTheConsulted(
  phone: Pick<Softphone, 'consult'>,
  calls: readonly PhoneCall[],
  mirror: Mirror,
  asked: Map<InteractionId, number>,
): void {
  for (const leg of calls) {
    const id = leg.id as InteractionId;
    const consult = mirror.interactions.get(id)?.call?.consult;
    if (consult === undefined) asked.delete(id);
    else if (leg.role === 'talk' && leg.phase === 'talking' && leg.consult === undefined) {
      const there = consult.with.kind === 'number' || consult.with.offerId === undefined;
      if (!there || asked.get(id) === consult.since) continue;
      asked.set(id, consult.since);
      phone.consult(leg.id);
    }
  }
}

const isMine = (interaction: Interaction, { me }: Mirror): boolean =>
  interaction.state === 'active' && interaction.ownerId === me;

/** Who hands a call over loses sight of it a moment before their leg is ended: that is no loss. Milliseconds. */
const OUT_OF_SIGHT_MS = 2_000;

/**
 * Where the server, or its telephone part, was started anew, nobody is left to end the legs of its calls: those who talk
 * would go on hearing each other outside of any record. What the server says is lost, or has known nothing of for a while,
 * ends here.
 *
 * @param unseen since when calls are out of sight; kept by the caller between two looks
 * @returns after how many milliseconds it is time to look again; undefined: when something changes
 */
export function endTheLost(
  phone: Pick<Softphone, 'hangUp'>,
  calls: readonly PhoneCall[],
  mirror: Mirror,
  unseen: Map<string, number>,
  now: number,
): number | undefined {
  let again: number | undefined;
  for (const call of calls) {
    const { id, phase } = call;
    const interaction = mirror.interactions.get(id as InteractionId);
    // What was talked in before the page was loaded anew, and is not this person's any more, does not come back.
    if (isReturning(call) && interaction !== undefined && !isMine(interaction, mirror)) phone.hangUp(id);
    if (phase !== 'talking' || interaction !== undefined) unseen.delete(id);
    if (phase !== 'talking') continue;
    if (interaction === undefined) {
      const since = unseen.get(id) ?? now;
      unseen.set(id, since);
      const left = since + OUT_OF_SIGHT_MS - now;
      if (left > 0) again = Math.min(left, again ?? left);
      else phone.hangUp(id);
    } else if (interaction.call?.end?.outcome === 'lost') phone.hangUp(id);
  }
  return again;
}
