import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Website {
  readonly url: string;
  readonly close: () => void;
}

/**
 * A website of another origin into which `snippet` was pasted as the desk gave it. Its policy lets only the
 * contact center's own origin in, and no script of the page itself.
 */
export async function openWebsite(center: string, snippet: string): Promise<Website> {
  const policy = [
    `default-src 'none'`,
    `script-src ${center}`,
    `connect-src ${center} ${center.replace('http', 'ws')}`,
    `img-src ${center} data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  const website: Server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    // In the visitor's language, as a shop is that has several: the widget speaks the language of the page.
    const lang = request.headers['accept-language']?.slice(0, 2) ?? 'en';
    response.end(`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Shop</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"></head>
      <body><main><h1>A shop</h1></main>${snippet}</body></html>`);
  });
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  return {
    // Another host than the server's 127.0.0.1, so another site, not only another port.
    url: `http://localhost:${(website.address() as AddressInfo).port}/`,
    close: () => {
      website.closeAllConnections();
      website.close();
    },
  };
}
