import 'fake-indexeddb/auto';

import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { scriptedSoftphone } from '../../phone/testing/scriptedSoftphone.ts';
import { changeLanguage, loadTexts } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { workspaceWriter } from '../../workspace/workspaceWriter.ts';
import { installPhone } from './phone.ts';
import { PhoneReady } from './PhoneReady.tsx';

beforeAll(() => Promise.all([changeLanguage('en'), loadTexts('calls')]));
afterEach(() => {
  cleanup();
  workspaceWriter.signedOut(0);
});

test('a phone that has not noticed yet that its server is gone is not called ready', () => {
  const phone = scriptedSoftphone(() => 0);
  const remove = installPhone(phone);
  phone.setLine({ phase: 'ready', since: 0 });
  workspaceWriter.link({ phase: 'live', since: 0 });
  render(
    <UiProvider>
      <PhoneReady onDevices={() => undefined} />
    </UiProvider>,
  );
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Phone ready');
  act(() => workspaceWriter.link({ phase: 'lost', since: 0 }));
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Registering the phone…');
  remove();
});
