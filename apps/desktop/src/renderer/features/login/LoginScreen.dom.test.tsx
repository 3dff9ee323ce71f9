import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { AppInfo, DesktopApi } from '../../../bridge/desktopApi.ts';
import { installDesktop } from '../../connection/desktop.ts';
import { openSession } from '../../connection/session.ts';
import { changeLanguage } from '../../text/text.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { LoginScreen } from './LoginScreen.tsx';
import { serverOriginFrom } from './serverAddress.ts';

const info = (kind: AppInfo['kind']): AppInfo => ({
  kind,
  platform: 'linux',
  version: '1.2.3',
  languages: ['en'],
  can: {
    windowButtons: false,
    chooseServer: kind === 'electron',
    keepToken: kind === 'electron',
    offerWindow: false,
    tray: false,
    pinWindows: false,
    globalShortcuts: false,
    startAtLogin: false,
    telephoneLinks: false,
    fetchDictionaries: false,
    notifications: false,
  },
});

let answers: { readonly status: number; readonly body: unknown }[];
let asked: { readonly url: string; readonly body: unknown; readonly headers: Record<string, string> }[];
let calls: string[];

const install = async (kind: AppInfo['kind']): Promise<void> => {
  const api = {
    call: (name: string) => {
      calls.push(name);
      return Promise.resolve(
        name === 'server.get' ? { origin: kind === 'electron' ? null : 'https://desk.example.com' } : { token: null },
      );
    },
    on: () => () => undefined,
  } as unknown as DesktopApi;
  installDesktop(api, info(kind));
  await openSession();
  render(
    <UiProvider>
      <LoginScreen ended={false} />
    </UiProvider>,
  );
};

const field = (name: string): HTMLInputElement => screen.getByLabelText(name, { selector: 'input' });

beforeEach(async () => {
  answers = [];
  asked = [];
  calls = [];
  vi.stubGlobal('fetch', (url: string, request: RequestInit) => {
    asked.push({
      url,
      body: JSON.parse(typeof request.body === 'string' ? request.body : 'null'),
      headers: request.headers as Record<string, string>,
    });
    const answer = answers.shift();
    return answer === undefined
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(Response.json(answer.body, { status: answer.status }));
  });
  await changeLanguage('en');
});

describe('sign in', () => {
  it('says at each field what is missing and sends nothing', async () => {
    await install('browser');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByText('Write a complete e-mail address.')).toBeDefined();
    expect(screen.getByText('Write your password.')).toBeDefined();
    expect(document.activeElement).toBe(field('E-mail'));
    expect(asked).toEqual([]);
  });

  it('keeps what was typed when the password was wrong, and never says which of the two it was', async () => {
    answers = [{ status: 401, body: { code: 'badCredentials' } }];
    await install('browser');
    await userEvent.type(field('E-mail'), 'Maya@Example.com');
    await userEvent.type(field('Password'), 'wrong one');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('E-mail or password is wrong.')).toBeDefined();
    expect(field('E-mail').value).toBe('Maya@Example.com');
    expect(asked[0]).toMatchObject({
      url: 'https://desk.example.com/api/sign-in',
      body: { email: 'maya@example.com' },
      headers: { 'x-ringdesk': '1' },
    });
  });

  it('says that the server did not answer, and offers to try again', async () => {
    await install('browser');
    await userEvent.type(field('E-mail'), 'maya@example.com');
    await userEvent.type(field('Password'), 'correct horse{Enter}');
    expect(await screen.findByText('Cannot reach desk.example.com')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  });

  it('does not show what is no answer of a desk, such as the page of a proxy', async () => {
    answers = [{ status: 502, body: { html: '<h1>Bad gateway</h1>' } }];
    await install('browser');
    await userEvent.type(field('E-mail'), 'maya@example.com');
    await userEvent.type(field('Password'), 'correct horse{Enter}');
    expect(await screen.findByText('Cannot reach desk.example.com')).toBeDefined();
  });

  it('asks for the server only in the desktop app, and refuses addresses it may not talk to', async () => {
    await install('electron');
    await userEvent.type(field('Server address'), 'http://desk.example.com');
    await userEvent.type(field('E-mail'), 'maya@example.com');
    await userEvent.type(field('Password'), 'x{Enter}');
    expect(await screen.findByText('Write an https address, such as desk.example.com.')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('changes its language at once', async () => {
    await install('browser');
    await changeLanguage('ru');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Войти' })).toBeDefined());
    expect(document.documentElement.lang).toBe('ru');
  });
});

describe('the address of a server', () => {
  it.each([
    ['desk.example.com', 'https://desk.example.com'],
    [' https://desk.example.com/inbox/1?x#y ', 'https://desk.example.com'],
    ['localhost:7080', 'http://localhost:7080'],
    ['http://127.0.0.1:7080', 'http://127.0.0.1:7080'],
    ['desk.example.com:8443', 'https://desk.example.com:8443'],
    ['http://desk.example.com', undefined],
    ['https://user:pw@desk.example.com', undefined],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
    ['two words', undefined],
  ])('%s', (typed, origin) => {
    expect(serverOriginFrom(typed)).toBe(origin);
  });
});
