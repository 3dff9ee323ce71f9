import { Center } from '@ringdesk/server/domain/center.testkit.ts';
import { handle } from '@ringdesk/server/domain/handle.ts';
import type { Actor, Input } from '@ringdesk/server/domain/inputs.ts';

/** The pure core alone: no log, and no tables of what is closed (no customer of a bench comes back). */
export class CoreCenter extends Center {
  override try(actor: Actor, input: Input): ReturnType<Center['try']> {
    const handled = handle(this.state, input, { now: this.now, actor, newId: this.newId });
    return handled.ok ? { ok: true, ...handled.value } : handled;
  }
}

/** Processor time of this process, in milliseconds: what neighbours on the machine take is not in it. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
