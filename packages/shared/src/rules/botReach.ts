import type { MenuBot } from '../model/bot.ts';
import type { z } from 'zod';

type Menus = z.infer<typeof MenuBot>['menus'];

/** The menus a customer can come to, from the first one on [45]. */
export function reachableMenus(menus: Menus): ReadonlySet<string> {
  const byId = new Map(menus.map((menu) => [menu.id, menu]));
  const reached = new Set<string>();
  const open = menus.slice(0, 1);
  for (let menu = open.pop(); menu !== undefined; menu = open.pop()) {
    if (reached.has(menu.id)) continue;
    reached.add(menu.id);
    for (const { then } of menu.choices) {
      const next = then.kind === 'menu' ? byId.get(then.menuId) : undefined;
      if (next !== undefined) open.push(next);
    }
  }
  return reached;
}

/** Whether some choice a customer can come to leads to people: of this queue or of another. */
export function leadsToPeople(menus: Menus): boolean {
  const reached = reachableMenus(menus);
  return menus
    .filter(({ id }) => reached.has(id))
    .some(({ choices }) => choices.some(({ then }) => then.kind === 'person' || then.kind === 'queue'));
}
