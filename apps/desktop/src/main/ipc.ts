/**
 * The only door between pages and the main process (reliability, section 2, item 17): who asks is checked, then the name, then the
 * input, then the answer. Two windows have two lists of names; a page knows neither channel names nor event objects.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { z } from 'zod';

import {
  type DesktopCall,
  desktopCalls,
  type DesktopEvent,
  desktopEvents,
  type DesktopEventData,
  type DesktopReply,
} from '../bridge/desktopApi.ts';
import { offerWindowCalls, offerWindowEvents } from '../bridge/offerWindowApi.ts';
import { ownUrl } from './origin.ts';

type Answer<R> = R | Promise<R>;
type OfferWindowCall = keyof typeof offerWindowCalls;

/** One function per name; it gets what its schema has read. */
export interface Handlers {
  readonly desk: {
    readonly [N in DesktopCall]: (input: z.output<(typeof desktopCalls)[N]['input']>) => Answer<DesktopReply<N>>;
  };
  readonly offers: {
    readonly [N in OfferWindowCall]: (
      input: z.output<(typeof offerWindowCalls)[N]['input']>,
    ) => Answer<z.output<(typeof offerWindowCalls)[N]['reply']>>;
  };
}

/** What of an event decides who asks. */
export interface Caller {
  readonly sender: Pick<WebContents, 'id'> & { readonly mainFrame: unknown };
  readonly senderFrame: { readonly url: string } | null;
}

/** Which of our windows asks; undefined for a frame inside a page, a page that is gone, a strange window or address. */
export function windowAsking(
  caller: Caller,
  windowOf: (id: number) => keyof Handlers | undefined,
): keyof Handlers | undefined {
  const { sender, senderFrame } = caller;
  if (senderFrame === null || senderFrame !== sender.mainFrame || ownUrl(senderFrame.url) === undefined)
    return undefined;
  return windowOf(sender.id);
}

const contracts: Record<
  keyof Handlers,
  Readonly<Record<string, { readonly input: z.ZodType; readonly reply: z.ZodType }>>
> = {
  desk: desktopCalls,
  offers: offerWindowCalls,
};

/**
 * Answers one question of a window. Throws on a name that window does not have and on input that does not fit: pages and main are of
 * one build, so it is a bug or an attack. The error names the call and says nothing of what came.
 */
export async function answer(
  handlers: Handlers,
  window: keyof Handlers,
  name: unknown,
  input: unknown,
): Promise<unknown> {
  const contract = contracts[window];
  if (typeof name !== 'string' || !Object.hasOwn(contract, name)) throw new Error('No such call');
  const call = contract[name];
  const read = call?.input.safeParse(input);
  if (call === undefined || read?.success !== true) throw new Error(`${name}: the input does not fit`);
  // The schema of this very name has read the input.
  const handle = (handlers[window] as Readonly<Record<string, (input: unknown) => unknown>>)[name];
  return call.reply.parse(await handle?.(read.data));
}

/** Opens the door; called once. `refused` is told of every question that came from a stranger, by its closed code. */
export function answerPages(
  handlers: Handlers,
  windowOf: (id: number) => keyof Handlers | undefined,
  refused: (code: string) => void,
): void {
  ipcMain.handle('call', async (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    const window = windowAsking(event, windowOf);
    if (window === undefined) {
      refused('ipc.stranger');
      throw new Error('Not allowed');
    }
    return answer(handlers, window, name, input);
  });
}

/** Tells the desk's page something; checked like what comes from it, since both sides read the same list. */
export function tellDesk<N extends DesktopEvent>(
  page: Pick<WebContents, 'send'>,
  name: N,
  data: DesktopEventData<N>,
): void {
  page.send('event', name, desktopEvents[name].parse(data));
}

/** Tells the offer window what to show now. */
export function tellOfferWindow(
  page: Pick<WebContents, 'send'>,
  data: z.output<(typeof offerWindowEvents)['offers.changed']>,
): void {
  page.send('event', 'offers.changed', offerWindowEvents['offers.changed'].parse(data));
}
