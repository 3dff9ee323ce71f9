import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.resetModules());

test('postponed texts come when they are asked for, and then in every language that is chosen', async () => {
  const { changeLanguage, loadTexts, postponeTexts, text } = await import('./text.ts');
  postponeTexts('settings');
  await changeLanguage('en');
  expect(text('inbox:title')).toBe('Inbox');
  expect(text('settings:title')).toBe('title');
  await loadTexts('settings');
  const english = text('settings:title');
  expect(english).not.toBe('title');
  await changeLanguage('ru');
  expect(text('settings:title')).not.toBe('title');
  expect(text('settings:title')).not.toBe(english);
});
