import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useMemo, useState } from 'react';
import { beforeAll, expect, test } from 'vitest';

import { changeLanguage, loadTexts } from '../../../text/text.ts';
import { moved, SortableRows } from './SortableRows.tsx';

const drawn: string[] = [];

beforeAll(async () => {
  await changeLanguage('en');
  await loadTexts('settings');
});

function Mark({ name }: { readonly name: string }) {
  drawn.push(name);
  return null;
}

/** An order in a form that has another setting beside it. */
function Form({ names: first }: { readonly names: readonly string[] }) {
  const [names, setNames] = useState(first);
  const [other, setOther] = useState('');
  const items = useMemo(() => names.map((name) => ({ id: name, name, mark: <Mark name={name} /> })), [names]);
  return (
    <>
      <input aria-label="Other" value={other} onChange={(event) => setOther(event.target.value)} />
      <SortableRows
        label="Members"
        items={items}
        onMove={(from, to) => setNames(moved(names, from, to))}
        onRemove={(index) => setNames(names.filter((_, each) => each !== index))}
      />
    </>
  );
}

const order = (): (string | undefined)[] =>
  screen.getAllByRole('listitem').map((row) => row.querySelector('.order-name')?.textContent);
const remove = (name: string): HTMLElement => screen.getByRole('button', { name: `Remove ${name}` });

test('[12] removing leaves the focus in the list, at the row that took the place, and at the last one at the end', async () => {
  render(<Form names={['Ana', 'Bo', 'Cy']} />);
  remove('Bo').focus();
  await userEvent.keyboard('{Enter}');
  expect(order()).toEqual(['Ana', 'Cy']);
  expect(document.activeElement).toBe(remove('Cy'));
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(remove('Ana'));
  await userEvent.keyboard('{Enter}');
  expect(screen.queryAllByRole('listitem')).toEqual([]);
});

test('[12] a row is moved by its menu to where the list has places now', async () => {
  render(<Form names={['Ana', 'Bo', 'Cy']} />);
  await userEvent.click(remove('Ana'));
  await userEvent.click(screen.getByRole('button', { name: 'Move Cy' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Move up' }));
  expect(order()).toEqual(['Cy', 'Bo']);
  await userEvent.click(remove('Bo'));
  expect(order()).toEqual(['Cy']);
});

test('[12] every place of a long order is in the menu', async () => {
  render(<Form names={Array.from({ length: 40 }, (_, index) => `Agent ${index + 1}`)} />);
  screen.getByRole('button', { name: 'Move Agent 2' }).focus();
  await userEvent.keyboard('{Enter}');
  (await screen.findByRole('menuitem', { name: 'Move to position' })).focus();
  await userEvent.keyboard('{ArrowRight}');
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Position 38' }));
  expect(order().indexOf('Agent 2')).toBe(37);
});

test('[12] typing in another field of the form draws no row again', async () => {
  render(<Form names={['Ana', 'Bo', 'Cy']} />);
  drawn.length = 0;
  await userEvent.type(screen.getByLabelText('Other'), 'abc');
  expect(drawn).toEqual([]);
});
