import { PASSWORD_LENGTH, passwordLengthProblem } from '@ringdesk/shared/rules/passwordLength.ts';

import { text } from './text.ts';

/**
 * What is wrong with the length of a new password, in words; undefined: nothing. Told before the server is asked; what
 * else makes a password weak is the server's to judge.
 */
export function passwordProblem(password: string): string | undefined {
  if (password === '') return text('login:passwordMissing');
  const problem = passwordLengthProblem(password);
  return problem === undefined ? undefined : text(`refusals:weakPassword.${problem}`, PASSWORD_LENGTH);
}
