/** Characters of a new password, both ends included. Long enough that a guess is hopeless, short enough to hash. */
export const PASSWORD_LENGTH = { least: 10, most: 128 } as const;

/**
 * What is wrong with the length of a new password; undefined: nothing. Counts code points, so that a letter which takes
 * two places in memory is one character.
 */
export function passwordLengthProblem(password: string): 'tooShort' | 'tooLong' | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.least) return 'tooShort';
  return length > PASSWORD_LENGTH.most ? 'tooLong' : undefined;
}
