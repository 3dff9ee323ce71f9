/**
 * As JSON, also on a page of an old library: those gave arrays, strings and numbers a `toJSON` of their own, which wrote each
 * as a string. Only for what needs none: no dates.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key) {
    return this[key];
  });
