/** A name nobody has yet: the first of `make(1)`, `make(2)` … that is free; letter case does not tell names apart. */
export function freshName(taken: readonly string[], make: (number: number) => string): string {
  const used = new Set(taken.map((name) => name.toLocaleLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = make(number);
    if (!used.has(name.toLocaleLowerCase())) return name;
  }
}
