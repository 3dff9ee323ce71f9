import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';
import type { VisitorLine } from '@ringdesk/shared/protocol/visitor.ts';

import type { View } from '../session/session.ts';
import type { Words } from '../text/words.ts';
import type { Desk } from '../views/desk.ts';
import { ownAddress } from '../views/Avatar.tsx';
import { x } from '../views/icons.ts';
import { Icon, up } from '../views/pieces.tsx';
import styles from './files.css?inline';
import { type FileText, fileTexts } from './texts.ts';
import { MAX_VISITOR_FILE_BYTES, upload } from './upload.ts';

/** Files of one message; the contract's `message.post` takes no more. */
const MOST = 5;

interface Item {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly share: number;
  readonly attachment?: Attachment;
  readonly failed?: RefusalCode;
  /** Absent where only the uploaded file is known, after a reload. */
  readonly file?: File;
}

/** What is to go with the next message: files on their way up, arrived or refused. */
export interface Tray {
  readonly items: () => readonly Item[];
  readonly add: (files: readonly File[]) => void;
  /** Calls an upload off, or leaves an arrived file out of the message. */
  readonly remove: (key: number) => void;
  readonly retry: (key: number) => void;
  /** Whether something is still on its way or was refused, so that the message would go without it. */
  readonly busy: () => boolean;
  /** Something is on its way, and nothing was refused: the message can wait for it. */
  readonly comes: () => boolean;
  /** Does it as soon as the files that come are there; one that is refused or removed takes it back, and so does nothing to do. */
  readonly whenReady: (act?: () => void) => void;
  readonly waits: () => boolean;
  /** Leaves out what went with a message, also of another tab which had the same draft. */
  readonly gone: (view: View) => void;
  readonly ready: () => readonly Attachment[];
  readonly clear: () => void;
}

/** `before`: files that had arrived before a reload. `changed` is called at each change. */
export function openTray(
  origin: string,
  token: () => string,
  before: readonly Attachment[],
  changed: () => void,
): Tray {
  let last = 0;
  const arrived = (attachment: Attachment): Item => ({
    key: (last += 1),
    name: attachment.name,
    bytes: attachment.bytes,
    share: 1,
    attachment,
  });
  let items: readonly Item[] = before.map(arrived);
  const running = new Map<number, () => void>();
  let then: (() => void) | undefined;
  const busy = (): boolean => items.some((item) => !item.attachment);
  const set = (next: readonly Item[]): void => {
    items = next;
    if (items.some((item) => item.failed)) then = undefined;
    changed();
    if (busy()) return;
    const act = then;
    then = undefined;
    act?.();
  };
  const change = (key: number, part: Partial<Item>): void =>
    set(items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const send = (key: number, file: File): void => {
    if (file.size > MAX_VISITOR_FILE_BYTES) return change(key, { failed: 'tooLarge' });
    if (file.size === 0) return change(key, { failed: 'fileEmpty' });
    change(key, { failed: undefined, share: 0 });
    running.set(
      key,
      upload(
        file,
        { origin, token: token() },
        (share) => change(key, { share }),
        (end) => {
          running.delete(key);
          change(key, end.ok ? { attachment: end.attachment, share: 1 } : { failed: end.code });
        },
      ),
    );
  };
  return {
    items: () => items,
    add: (files) => {
      for (const file of files) {
        const key = (last += 1);
        const tooMany = items.length >= MOST;
        set([
          ...items,
          { key, name: file.name, bytes: file.size, share: 0, file, ...(tooMany && { failed: 'tooManyFiles' }) },
        ]);
        if (!tooMany) send(key, file);
      }
    },
    remove: (key) => {
      running.get(key)?.();
      running.delete(key);
      then = undefined;
      set(items.filter((item) => item.key !== key));
    },
    retry: (key) => {
      const file = items.find((item) => item.key === key)?.file;
      if (file) send(key, file);
    },
    busy,
    comes: () => busy() && !items.some((item) => item.failed),
    whenReady: (act) => {
      if (then === act) return;
      then = act;
      changed();
    },
    waits: () => then !== undefined,
    gone: ({ lines, sent, pending }) => {
      const rows = [...sent, ...pending].flatMap((row) => (row.name === 'message.post' ? row.files : []));
      const went = new Set([...lines.flatMap((line) => line.attachments), ...rows].map(({ id }) => id));
      const left = items.filter(({ attachment }) => !attachment || !went.has(attachment.id));
      if (left.length < items.length) set(left);
    },
    ready: () => items.flatMap(({ attachment }) => attachment ?? []),
    clear: () => set([]),
  };
}

/** Styles of this part; the chat adds them when it loads it. */
export { styles };

const say = (words: Words, key: FileText, name = ''): string =>
  fileTexts[words.language][key].replace('{name}', () => name);

/** "1.2 MB" as the language writes it. */
export const sizeOf = (bytes: number, language: string): string => {
  const [unit, size] =
    bytes < 1_000_000
      ? (['kilobyte', Math.max(bytes, 1_000) / 1_000] as const)
      : (['megabyte', bytes / 1_000_000] as const);
  return size.toLocaleString(language, { style: 'unit', unit, maximumFractionDigits: size < 10 ? 1 : 0 });
};

const kindOf = (name: string): string => /\.(\w{1,4})$/.exec(name)?.[1]?.toUpperCase() ?? '';

/** Refusals that have words of their own. */
const told: readonly string[] = ['tooLarge', 'fileEmpty', 'fileTypeRefused', 'tooManyFiles'] satisfies FileText[];

const TrayItem = ({ item, tray, words }: { readonly item: Item; readonly tray: Tray; readonly words: Words }) => {
  const { name, failed, attachment, file } = item;
  const problem = failed && (told.includes(failed) ? (failed as FileText) : 'failed');
  return (
    <div class={`file${problem ? ' bad' : ''}`}>
      <div class="grow">
        <div class="title" title={name}>
          {name}
        </div>
        <div class={`small ${problem ? 'error' : 'muted'}`} role={problem && 'alert'}>
          {problem
            ? say(words, problem, sizeOf(MAX_VISITOR_FILE_BYTES, words.language))
            : sizeOf(item.bytes, words.language)}
        </div>
        <span class="sr" role="status">
          {!problem && say(words, attachment ? 'ready' : 'uploading', name)}
        </span>
      </div>
      {problem === 'failed' && file && (
        <button type="button" class="round" aria-label={say(words, 'retry', name)} onClick={() => tray.retry(item.key)}>
          <Icon is={up} />
        </button>
      )}
      <button type="button" class="round" aria-label={say(words, 'remove', name)} onClick={() => tray.remove(item.key)}>
        <Icon is={x} />
      </button>
      {!attachment && !problem && <progress value={item.share} aria-label={say(words, 'uploading', name)} />}
    </div>
  );
};

export const TrayView = ({ desk, tray }: { readonly desk: Desk; readonly tray: Tray }) => (
  <div class="tray">
    {tray.items().map((item) => (
      <TrayItem key={item.key} item={item} tray={tray} words={desk.words} />
    ))}
    <div class="small muted" role="status">
      {tray.waits() && say(desk.words, 'waits')}
    </div>
  </div>
);

/** The files of a line. An address that is not the server's own is not followed: the file is named only. */
export const Attached = ({
  desk,
  attachments,
}: {
  readonly desk: Desk;
  readonly attachments: VisitorLine['attachments'];
}) => (
  <>
    {attachments.map(({ id, name, bytes, width, height, ...links }) => {
      const [href, preview] = [ownAddress(links.url, desk.origin), ownAddress(links.previewUrl, desk.origin)];
      return preview ? (
        <a key={id} class="preview" href={href} target="_blank" rel="noopener noreferrer">
          <img src={preview} alt={name} width={width} height={height} loading="lazy" />
        </a>
      ) : (
        <a key={id} class="file" href={href} target="_blank" rel="noopener noreferrer">
          <span class="kind" aria-hidden="true">
            {kindOf(name)}
          </span>
          <span class="grow">
            <span class="title" style={{ display: 'block' }}>
              {name}
            </span>
            <span class="small muted">{sizeOf(bytes, desk.words.language)}</span>
          </span>
        </a>
      );
    })}
  </>
);
