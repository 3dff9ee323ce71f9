import { PASSWORD_LENGTH } from '@ringdesk/shared/rules/passwordLength.ts';
import { beforeEach, expect, test } from 'vitest';

import { passwordProblem } from './passwordProblem.ts';
import { refusalText } from './refusalText.ts';
import { changeLanguage } from './text.ts';

beforeEach(() => changeLanguage('en'));

test('says the same before the server is asked as the server would', () => {
  expect(passwordProblem('a'.repeat(PASSWORD_LENGTH.least - 1))).toBe(
    refusalText({ code: 'weakPassword', reason: 'tooShort' }, () => undefined, 0),
  );
  expect(passwordProblem('a'.repeat(PASSWORD_LENGTH.most + 1))).toBe('Use at most 128 characters.');
  expect(passwordProblem('')).toBe('Write your password.');
});

test('both ends of the range are accepted', () => {
  expect(passwordProblem('a'.repeat(PASSWORD_LENGTH.least))).toBeUndefined();
  expect(passwordProblem('🔑'.repeat(PASSWORD_LENGTH.most))).toBeUndefined();
});
