import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { changeLanguage, loadTexts } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { queueNoun, snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { ChoiceRow } from './ChoiceRow.tsx';

const nothing = (): void => undefined;

it('[45] a choice leads to queues of chats only', async () => {
  await changeLanguage('en');
  await loadTexts('settings');
  const queues = [
    { ...queueNoun('calls'), name: 'Calls', medium: 'call' },
    { ...queueNoun('sales'), name: 'Sales' },
  ];
  workspaceWriter.welcome(snapshotOf({ queues }));
  render(
    <UiProvider>
      <ChoiceRow
        choice={{ label: 'Orders', answer: '', then: { kind: 'person' } }}
        number={1}
        count={1}
        menuId="first"
        menus={[]}
        editable
        attempted={false}
        onChange={nothing}
        onNewMenu={nothing}
        onMove={nothing}
        onRemove={nothing}
      />
    </UiProvider>,
  );
  await userEvent.click(screen.getByRole('combobox'));
  const options = screen.getAllByRole('option').map(({ textContent }) => textContent);
  expect(options.filter((text) => /Sales|Calls/.test(text ?? ''))).toEqual([expect.stringContaining('Sales')]);
});
