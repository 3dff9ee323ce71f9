/**
 * The outcome of anything the world may refuse. A refusal is a value with a closed code and is shown to a
 * person; a bug throws. (architecture, rule 4)
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refuse = <E>(error: E): Result<never, E> => ({ ok: false, error });
