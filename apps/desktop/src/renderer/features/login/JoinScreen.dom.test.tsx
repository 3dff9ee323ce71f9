import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import type { AppInfo, DesktopApi } from '../../../bridge/desktopApi.ts';
import { installDesktop } from '../../connection/desktop.ts';
import { openSession } from '../../connection/session.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { JoinScreen } from './JoinScreen.tsx';

let asked: string[];

beforeEach(async () => {
  asked = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(new URL(url).pathname);
    const invitation = { name: 'Ana', email: 'ana@example.com', purpose: 'resetPassword' };
    return Promise.resolve(new Response(JSON.stringify(invitation), { status: 200 }));
  });
  const api = {
    call: (name: string) =>
      Promise.resolve(name === 'server.get' ? { origin: 'https://desk.example.com' } : { token: null }),
    on: () => () => undefined,
  } as unknown as DesktopApi;
  installDesktop(api, { kind: 'browser', can: {} } as AppInfo);
  await openSession();
  await changeLanguage('en');
  render(
    <UiProvider>
      <JoinScreen secret="secret" onJoined={() => undefined} onSignIn={() => undefined} />
    </UiProvider>,
  );
  await screen.findByLabelText('New password');
});

test('how long a password must be is said before anything is typed', () => {
  expect(screen.getByText('10 to 128 characters. A sentence is fine.')).toBeDefined();
});

test('the caret stands where something is to be written once the form is there', () => {
  expect(document.activeElement).toBe(screen.getByLabelText('New password'));
});

test('a password of the wrong length is refused here, without asking the server', async () => {
  const user = userEvent.setup();
  const before = asked.length;
  await user.type(screen.getByLabelText('New password'), 'nine char');
  await user.keyboard('{Enter}');
  expect(screen.getByText('Use at least 10 characters.')).toBeDefined();
  expect(asked).toHaveLength(before);
  await user.type(screen.getByLabelText('New password'), 's');
  expect(screen.queryByText('Use at least 10 characters.')).toBeNull();
});
