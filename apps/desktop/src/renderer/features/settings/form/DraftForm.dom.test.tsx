import { agentNoun, snapshotOf } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { changeLanguage } from '../../../text/text.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Result } from '@ringdesk/shared/result.ts';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { DraftForm } from './DraftForm.tsx';
import { useSettingsForm } from './useSettingsForm.ts';

interface Sample {
  readonly name: string;
  readonly note: string;
}

interface Saved {
  readonly values: Sample;
  readonly version: number;
}

type Answer = Result<{ readonly version: number }, Refusal>;

const fields = ['name', 'note'] as const;

/** A form of two texts. `saved` is what the mirror says. */
function Form({
  saved,
  save,
}: {
  readonly saved: Saved;
  readonly save: (values: Sample, version: number) => Promise<Answer>;
}) {
  const form = useSettingsForm<Sample>({
    key: 'sample',
    saved: saved.values,
    version: saved.version,
    check: (values) => (values.name === '' ? { name: 'too-short' } : {}),
    save,
    fieldsOf: (refusal) => (refusal.code === 'nameTaken' ? { name: 'nameTaken' } : {}),
  });
  return (
    <UiProvider>
      <DraftForm
        label="Sample"
        form={form}
        words={{ fieldName: (field) => field, valueText: (field, values) => values[field] }}
        onSaved={() => undefined}
      >
        {fields.map((field) => (
          <SettingRow
            key={field}
            label={field}
            error={form.errors[field]}
            control={
              <TextInput
                value={form.values[field]}
                invalid={form.errors[field] !== undefined}
                onChange={(event) => form.set({ [field]: event.target.value })}
              />
            }
          />
        ))}
      </DraftForm>
    </UiProvider>
  );
}

const signIn = (): void =>
  workspaceWriter.welcome(
    snapshotOf({ me: 'ana', agents: [agentNoun('ana', { role: 'admin' })], queues: [], channels: [] }),
  );

const first: Saved = { values: { name: 'Sales', note: '' }, version: 1 };
const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });

beforeEach(async () => {
  await changeLanguage('en');
  signIn();
});
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(0);
});

/** Records what is saved and answers. */
function saver(answer: Answer = { ok: true, value: { version: 2 } }) {
  const asked: { readonly values: Sample; readonly version: number }[] = [];
  return {
    asked,
    save: (values: Sample, version: number): Promise<Answer> => {
      asked.push({ values, version });
      return Promise.resolve(answer);
    },
  };
}

describe('a settings form', () => {
  it('shows the save bar only while something is changed, and names it', async () => {
    const user = userEvent.setup();
    render(<Form saved={first} save={saver().save} />);
    expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();
    await user.type(field('note'), 'x');
    expect(screen.getByRole('region', { name: 'Unsaved changes' }).textContent).toContain('1 unsaved change · note');
    await user.clear(field('note'));
    expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();
  });

  it('Enter in a field puts nothing in force; Mod+S does', async () => {
    const user = userEvent.setup();
    const { asked, save } = saver();
    render(<Form saved={first} save={save} />);
    await user.type(field('note'), 'hello{Enter}');
    expect(asked).toEqual([]);
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(asked).toEqual([{ values: { name: 'Sales', note: 'hello' }, version: 1 }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull());
  });

  it.each([
    ['an offer that rings', 'role="alertdialog"', 1],
    ['a dialog on its way out', 'role="dialog" data-closed', 1],
    ['a dialog that is open', 'role="dialog" data-open', 0],
  ])('beside %s Mod+S saves so often: %s %i', async (_what, attributes, times) => {
    const user = userEvent.setup();
    const { asked, save } = saver();
    render(<Form saved={first} save={save} />);
    await user.type(field('note'), 'hello');
    const other = document.createElement('div');
    document.body.append(other);
    other.innerHTML = `<div ${attributes}></div>`;
    await user.keyboard('{Control>}s{/Control}');
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    other.remove();
    expect(asked).toHaveLength(times);
  });

  it('does not save what the schema refuses, and brings the focus to it', async () => {
    const user = userEvent.setup();
    const { asked, save } = saver();
    render(<Form saved={first} save={save} />);
    await user.clear(field('name'));
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    expect(asked).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('1 field needs attention');
    expect(field('name').getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(field('name')));
    // Once more, though nothing is wrong that was not wrong before.
    await user.type(field('note'), 'x');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(document.activeElement).toBe(field('name')));
  });

  it('leaves the focus to whoever types while a field is not right yet', async () => {
    const user = userEvent.setup();
    render(<Form saved={first} save={saver().save} />);
    const [name, note] = [field('name'), field('note')];
    await user.click(note);
    // As a box does that takes what was typed into it when it is left.
    fireEvent.change(name, { target: { value: '' } });
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(note);
  });

  it('shows a refusal of the server at its field until that is changed', async () => {
    const user = userEvent.setup();
    render(<Form saved={first} save={saver({ ok: false, error: { code: 'nameTaken' } }).save} />);
    await user.type(field('name'), '!');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    expect(await screen.findByText('nameTaken')).toBeDefined();
    await user.type(field('name'), '!');
    expect(screen.queryByText('nameTaken')).toBeNull();
  });

  it('no longer says that there was no connection once there is one', async () => {
    const user = userEvent.setup();
    act(() => workspaceWriter.link({ phase: 'lost', since: 0 }));
    render(<Form saved={first} save={saver({ ok: false, error: { code: 'unavailable' } }).save} />);
    await user.type(field('note'), 'x');
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    expect(await screen.findByText(/No connection to the server/)).toBeDefined();
    act(() => workspaceWriter.link({ phase: 'live', since: 1 }));
    expect(screen.queryByText(/No connection to the server/)).toBeNull();
    expect(screen.getByRole('region', { name: 'Unsaved changes' }).textContent).toContain('1 unsaved change · note');
  });

  it('keeps the draft when it is left and opened again, and forgets it at sign-out', async () => {
    const user = userEvent.setup();
    const page = render(<Form saved={first} save={saver().save} />);
    await user.type(field('note'), 'kept');
    page.unmount();
    render(<Form saved={first} save={saver().save} />);
    expect(field('note').value).toBe('kept');
    act(() => workspaceWriter.signedOut(0));
    expect(field('note').value).toBe('');
    expect(localStorage.length).toBe(0);
  });

  it('[11] asks field by field when somebody saved the same setting, and saves on the newer version', async () => {
    const user = userEvent.setup();
    const { asked, save } = saver({ ok: true, value: { version: 3 } });
    const page = render(<Form saved={first} save={save} />);
    await user.clear(field('name'));
    await user.type(field('name'), 'Mine');
    page.rerender(<Form saved={{ values: { name: 'Theirs', note: 'new' }, version: 2 }} save={save} />);
    await user.click(screen.getByRole('button', { name: /Save changes/ }));
    expect(asked).toEqual([]);
    await user.click(await screen.findByRole('radio', { name: 'Theirs' }));
    await user.click(screen.getByRole('radio', { name: 'Mine' }));
    await user.click(screen.getByRole('button', { name: 'Use this result' }));
    expect(field('note').value).toBe('new');
    await user.click(await screen.findByRole('button', { name: /Save changes/ }));
    await waitFor(() => expect(asked).toEqual([{ values: { name: 'Mine', note: 'new' }, version: 2 }]));
  });
});
