import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';

import type { Ear } from './anchorStage.ts';

const script = fileURLToPath(new URL('browserPhonePage.js', import.meta.url));
/** A place browsers trust with sound; nothing is there but an empty page. */
const PLACE = 'http://localhost/';

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      // Addresses, not names of multicast DNS, which nobody here resolves.
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  });

/** A browser's phone without signalling: it says one tone, and remembers what it heard. */
export interface BrowserPhone extends Ear {
  offer(): Promise<string>;
  /** Takes an offer, the first or another one; resolves to the answer. */
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  close(): Promise<void>;
}

/** `codecs`: what it offers; `pcmu` as a softphone that knows the telephone network, `all` as browsers are by themselves. */
export async function openBrowserPhone(browser: Browser, hertz: number, codecs: 'pcmu' | 'all'): Promise<BrowserPhone> {
  const page = await browser.newPage();
  await page.route(PLACE, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(PLACE);
  await page.addScriptTag({ path: script });
  await page.evaluate(`openPhone(${JSON.stringify({ hertz, codecs })})`);
  let heard: number[] = [];
  const fetching = setInterval(() => {
    page.evaluate<number[]>('phone.heard()').then(
      (samples) => heard.push(...samples),
      // The page is gone.
      () => clearInterval(fetching),
    );
  }, 100);
  return {
    offer: () => page.evaluate<string>('phone.offer()'),
    answer: (offer) => page.evaluate<string>(`phone.answer(${JSON.stringify(offer)})`),
    accept: (answer) => page.evaluate<void>(`phone.accept(${JSON.stringify(answer)})`),
    heard() {
      const samples = Int16Array.from(heard);
      heard = [];
      return samples;
    },
    async close() {
      clearInterval(fetching);
      await page.close();
    },
  };
}
