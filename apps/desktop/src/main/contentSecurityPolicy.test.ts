import { describe, expect, test } from 'vitest';

import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { judgeRequest } from './requests.ts';

describe('content security policy', () => {
  test('signed in: the one server, its sockets and its pictures, nothing inline and nothing from elsewhere', () => {
    expect(contentSecurityPolicy('https://desk.example').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data: https://desk.example",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self' https://desk.example wss://desk.example",
      "worker-src 'self'",
      "frame-src 'self' blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types app dompurify',
    ]);
  });

  test('signed out: any https server and this machine may be tried; scripts and styles stay as closed', () => {
    const policy = contentSecurityPolicy(undefined);
    expect(policy).toContain(
      "connect-src 'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*;",
    );
    expect(policy).not.toMatch(/unsafe|(script|style|media|frame|default)-src [^;]*https/);
  });

  test('signed out: the page that signs in shows the pictures of its server without being loaded anew', () => {
    expect(contentSecurityPolicy(undefined)).toContain(
      "img-src 'self' blob: data: https: http://localhost:* http://127.0.0.1:*;",
    );
  });

  test('without TLS only on this machine; an address of IP version 6 by its scheme, since the grammar has no more', () => {
    expect(contentSecurityPolicy('http://127.0.0.1:7080')).toContain(
      "connect-src 'self' http://127.0.0.1:7080 ws://127.0.0.1:7080;",
    );
    expect(contentSecurityPolicy('http://[::1]:7080')).toContain("connect-src 'self' http: ws:;");
  });
});

describe('requests', () => {
  const own = ['app://ringdesk/', 'app://ringdesk/assets/a.js', 'data:image/png;base64,AA', 'blob:app://ringdesk/1'];

  test('signed in: the server and nobody else, whatever the policy of a page that was loaded before', () => {
    for (const url of [...own, 'https://desk.example/api/state', 'wss://desk.example/socket.io/?EIO=4'])
      expect(judgeRequest(url, 'https://desk.example')).toBe(true);
    for (const url of [
      'https://evil.example/',
      'http://desk.example/',
      'wss://evil.example/',
      'https://desk.example:8443/',
      'https://desk.example.evil/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'ftp://desk.example/',
      'nonsense',
    ])
      expect(judgeRequest(url, 'https://desk.example')).toBe(false);
    expect(judgeRequest('ws://[::1]:7080/socket.io/', 'http://[::1]:7080')).toBe(true);
    expect(judgeRequest('http://[::2]:7080/', 'http://[::1]:7080')).toBe(false);
  });

  test('the development tools load their pages with --diagnostics, and only those which are part of Electron', () => {
    const bundled = 'devtools://devtools/bundled/devtools_app.html?remoteBase=https://x.example/';
    for (const server of ['https://desk.example', undefined])
      expect([
        judgeRequest(bundled, server, true),
        judgeRequest(bundled, server, false),
        judgeRequest('devtools://devtools/remote/serve_file/x.js', server, true),
      ]).toEqual([true, false, false]);
  });

  test('signed out: a server is being chosen', () => {
    for (const url of [
      ...own,
      'https://any.example/api/state',
      'http://localhost:7080/',
      'ws://127.0.0.1:7080/',
      'http://[::1]:7080/',
    ])
      expect(judgeRequest(url, undefined)).toBe(true);
    for (const url of ['http://desk.example/', 'ws://desk.example/', 'file:///etc/passwd', 'ftp://a.example/'])
      expect(judgeRequest(url, undefined)).toBe(false);
  });
});
