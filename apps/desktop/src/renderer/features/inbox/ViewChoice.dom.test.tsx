import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { interactionNoun, snapshotOf, T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { inboxView } from './inboxView.ts';
import { ViewChoice } from './ViewChoice.tsx';

afterEach(() => act(() => workspaceWriter.signedOut(T0)));

test.each([
  ['en', 'Mine', '1,234'],
  ['ru', 'Мои', '1\u00a0234'],
] as const)('numbers on the tabs are grouped as people write them: %s', async (language, name, number) => {
  await changeLanguage(language);
  const interactions = Array.from({ length: 1_234 }, (_, index) => interactionNoun(`i${index}`));
  workspaceWriter.welcome(snapshotOf({ interactions }));
  render(<ViewChoice view={inboxView.getState()} />);
  expect(screen.getByRole('button', { name: new RegExp(`^${name}`) }).textContent).toBe(`${name}${number}`);
});
