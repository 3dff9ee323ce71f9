/** Notifications of the system: the second path beside the offer window (desk, section 0). One per tag. */
import { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Notification, NotificationConstructorOptions } from 'electron';

import type { DesktopInput } from '../bridge/desktopApi.ts';

/** macOS cuts at 256 bytes, in the middle of a letter if it falls so. */
const BODY_BYTES = 256;
/** Windows takes no longer one. Characters. */
const ID_LENGTH = 64;
/** Systems keep notices for days; those older than the last few answer through the system's own list. */
const KEPT = 50;

export interface NoticeParts {
  readonly supported: () => boolean;
  readonly make: (options: NotificationConstructorOptions) => Pick<Notification, 'show' | 'close' | 'on'>;
  readonly opened: (interactionId: InteractionId | undefined) => void;
}

export class Notices {
  readonly #parts: NoticeParts;
  readonly #shown = new Map<string, Pick<Notification, 'show' | 'close' | 'on'>>();

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  /** Shows it in place of an earlier one with the same tag. Silent: the page has its own sounds. False where the system has none. */
  show({
    tag,
    title,
    body,
    interactionId,
  }: Omit<DesktopInput<'notification.show'>, 'interactionId'> & {
    readonly interactionId?: InteractionId | undefined;
  }): boolean {
    if (!this.#parts.supported()) return false;
    this.close(tag);
    // The system gives the id back with a press on a notice that is older than this process (`activatedNotice`).
    const notice = this.#parts.make({
      ...(tag.length > ID_LENGTH ? {} : { id: tag }),
      title,
      body: cut(body),
      silent: true,
    });
    notice.on('click', () => {
      this.#shown.delete(tag);
      this.#parts.opened(interactionId);
    });
    notice.on('close', () => {
      if (this.#shown.get(tag) === notice) this.#shown.delete(tag);
    });
    this.#shown.set(tag, notice);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > KEPT && oldest !== undefined) this.#shown.delete(oldest);
    notice.show();
    return true;
  }

  close(tag: string): void {
    const notice = this.#shown.get(tag);
    this.#shown.delete(tag);
    notice?.close();
  }

  /** Signed out: nothing of a customer stays on the screen. */
  closeAll(): void {
    for (const tag of this.#shown.keys()) this.close(tag);
  }
}

/**
 * What a press on a notice means that Windows hands over: also one from before the app was started, from its list of notices. The
 * tag of a notice about a conversation is the conversation's id.
 */
export function activatedNotice(given: string): { readonly interactionId?: InteractionId } {
  const tag = InteractionId.safeParse(new URLSearchParams(given).get('tag'));
  return tag.success ? { interactionId: tag.data } : {};
}

/** Whole letters only, with an ellipsis in place of the rest. */
export function cut(text: string): string {
  if (Buffer.byteLength(text) <= BODY_BYTES) return text;
  let kept = '';
  let bytes = Buffer.byteLength('…');
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > BODY_BYTES) break;
    kept += segment;
  }
  return `${kept}…`;
}
