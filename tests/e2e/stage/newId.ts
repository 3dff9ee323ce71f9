import { randomUUID } from 'node:crypto';

let count = 0;

/** A fresh id in the order of its making, as clients make them (UUIDv7 by shape). */
export function newId<T extends string = string>(): T {
  const stamp = (1_790_000_000_000 + (count += 1)).toString(16).padStart(12, '0');
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${randomUUID().slice(15)}` as T;
}
