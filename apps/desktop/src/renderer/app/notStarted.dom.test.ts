import { expect, test, vi } from 'vitest';

import { showNotStarted } from './notStarted.ts';

test.each([
  [['ru-RU', 'en'], 'Загрузить снова'],
  [['de', 'pt-BR'], 'Carregar de novo'],
  [['de'], 'Load again'],
])('a page whose code did not come says so in %j and loads again when asked', (preferred, label) => {
  const root = document.createElement('div');
  const reload = vi.fn<() => void>();
  showNotStarted(root, preferred, reload);
  const button = root.querySelector('button');
  expect(button?.textContent).toBe(label);
  button?.click();
  expect(reload).toHaveBeenCalledOnce();
});
