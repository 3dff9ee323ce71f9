import { CONVERSATIONS_CSV_PATH, ROWS_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { changeLanguage } from '../../text/text.ts';
import { Toasts } from '../../ui/feedback/Toasts.tsx';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { T0 } from '../../workspace/testNouns.ts';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { ExportButton } from './ExportButton.tsx';
import { reportView, START_SORT } from './reportView.ts';

/** A file that comes piece by piece, as the test lets it. */
function slowFile(rows: number) {
  let pieces!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (pieces = controller) });
  const asked: { readonly url: URL; readonly signal: AbortSignal }[] = [];
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push({ url: new URL(url, 'http://desk.test'), signal });
    signal.addEventListener('abort', () => pieces.error(new DOMException('stopped', 'AbortError')));
    return Promise.resolve(new Response(body, { headers: { [ROWS_HEADER]: String(rows) } }));
  });
  const write = (text: string) => act(async () => pieces.enqueue(new TextEncoder().encode(text)));
  return { asked, write, end: () => act(async () => pieces.close()) };
}

const saved: { readonly name: string; readonly blob: Blob }[] = [];

function show(): ReturnType<typeof userEvent.setup> {
  render(
    <UiProvider>
      <ExportButton />
      <Toasts label="Notices" closeLabel="Close" />
    </UiProvider>,
  );
  return userEvent.setup();
}
const start = (): HTMLElement => screen.getByRole('button', { name: 'Export CSV' });

beforeEach(async () => {
  await changeLanguage('en');
  saved.length = 0;
  workspaceWriter.link({ phase: 'live', since: T0 });
  reportView.setState({ filter: { topics: ['Fit'] }, sort: START_SORT, viewId: undefined });
  let last: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob;
    return 'blob:file';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    if (last !== undefined) saved.push({ name: this.download, blob: last });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('[49] the file is what the filter finds; while it comes it says how far', async () => {
  const file = slowFile(2);
  const user = show();
  await user.click(start());
  expect(file.asked[0]?.url.pathname).toBe(CONVERSATIONS_CSV_PATH);
  expect(JSON.parse(file.asked[0]?.url.searchParams.get('filter') ?? '')).toEqual({ topics: ['Fit'] });
  await file.write('customer\nVera\n');
  expect(await screen.findByText('1 of 2')).toBeTruthy();
  await file.write('Walter\n');
  await file.end();
  expect(await screen.findByText('The file is saved')).toBeTruthy();
  expect(saved).toHaveLength(1);
  expect(saved[0]?.name).toMatch(/^conversations-\d{4}-\d\d-\d\d\.csv$/);
  expect(await saved[0]?.blob.text()).toBe('customer\nVera\nWalter\n');
});

test('[49] a file that is no longer wanted is stopped, and nothing is saved or told', async () => {
  const file = slowFile(2);
  const user = show();
  await user.click(start());
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(start()).toBeTruthy());
  expect(file.asked[0]?.signal.aborted).toBe(true);
  expect(saved).toEqual([]);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('[49] a refusal is told in words, and a broken line too', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'notAllowed' }, { status: 403 })));
  const user = show();
  await user.click(start());
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(saved).toEqual([]);
});

test('[49] without a line it cannot be asked for, and says why', () => {
  workspaceWriter.link({ phase: 'lost', since: T0 });
  show();
  expect(start().getAttribute('aria-disabled')).toBe('true');
});
