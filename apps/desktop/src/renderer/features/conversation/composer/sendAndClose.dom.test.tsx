import 'fake-indexeddb/auto';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { type Connection, installConnection } from '../../../connection/connection.ts';
import { changeLanguage } from '../../../text/text.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { forgetDrafts, setDraft } from '../../../workspace/drafts.ts';
import { interactionNoun, snapshotOf, T0 } from '../../../workspace/testNouns.ts';
import { workspaceWriter } from '../../../workspace/workspaceWriter.ts';
import { ConversationPane, preloadConversation } from '../ConversationPane.tsx';
import { addFiles, removeUpload, uploadsOf } from './uploads.ts';

const chat = 'chat' as InteractionId;
const names: string[] = [];

beforeAll(() => Promise.all([changeLanguage('en'), preloadConversation()]));
beforeEach(() => {
  names.length = 0;
  // A file that is on its way for the whole test.
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      readonly upload = new EventTarget();
      addEventListener(): void {}
      open(): void {}
      setRequestHeader(): void {}
      send(): void {}
      abort(): void {}
    },
  );
  installConnection({
    sendCommand: (name: string) => {
      names.push(name);
      return Promise.resolve({ ok: true, value: {} });
    },
    ask: () => new Promise(() => undefined),
    signalTyping: () => undefined,
    signalComposing: () => undefined,
  } as unknown as Connection);
  const interaction = interactionNoun('chat');
  workspaceWriter.welcome(snapshotOf({ interactions: [interaction] }));
  workspaceWriter.link({ phase: 'live', since: T0 });
  workspaceWriter.newestPage(chat, { lines: [], more: false });
  setDraft(chat, { kind: 'reply', text: 'Here is the plan' });
  addFiles(chat, [new File(['plan'], 'plan.pdf')]);
  render(
    <UiProvider>
      <ConversationPane
        shown={{ state: 'here', interaction }}
        keys={{}}
        onOpenCustomer={() => undefined}
        onNext={() => undefined}
      />
    </UiProvider>,
  );
});
afterEach(() => {
  for (const { id } of uploadsOf(chat)) removeUpload(chat, id);
  forgetDrafts();
  workspaceWriter.signedOut(T0);
  vi.unstubAllGlobals();
});

test('"Send and close" while a file goes up says what will happen, and can be cancelled', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Send options' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Send and close' }));
  expect(screen.getByText('Goes out as soon as the file is there, then the conversation closes')).toBeTruthy();
  expect(names.filter((name) => name !== 'interaction.read')).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByText(/as soon as the file is there/)).toBeNull();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Here is the plan');
});
