import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import { render } from 'preact';

import styles from './chat.css?inline';
import { palette, readableOn } from './colour.ts';
import { connectTo, wantedLanguages } from './connect.ts';
import { toJson } from './json.ts';
import { idMaker } from './newId.ts';
import { FULL_SCREEN, listenToKeys } from './panelKeys.ts';
import { lazyParts } from './parts.ts';
import { keepPlace } from './place.ts';
import { parsed, readFiles } from './session/decode.ts';
import type { Line } from './session/mirror.ts';
import { startSession, TOKEN, type View } from './session/session.ts';
import type { Chat, Shell } from './shell.ts';
import { loadWords, spokenOf, type Words } from './text/words.ts';
import { markSeen, unreadOf } from './unread.ts';
import { type Desk, readyFiles, type Tray } from './views/desk.ts';
import { asksAtEnd, asksFirst, asksInside, hasBegun } from './views/needed.ts';
import { Panel } from './views/Panel.tsx';
// In this file, since every part needs it: one of its own would be fetched after the part that asks for it.
import './views/pieces.tsx';

const DRAFT = 'draft';
const DRAFT_FILES = 'draftFiles';
const SOUND = 'sound';
/** Set while a conversation goes on: the loader then starts the chat on every page. */
const LIVE = 'live';

const newestSaid = ({ lines }: View): Line | undefined => lines.findLast((line) => !line.happening);

/** Starts the chat in the place the loader made for it. */
export async function mount(shell: Shell): Promise<Chat> {
  const { keep, box, root, origin } = shell;
  const addStyles = (text: string): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets.push(sheet);
  };

  const newId = idMaker(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const session = startSession(connectTo(shell), keep, {
    now: Date.now,
    newId,
    chance: Math.random,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  const place = keepPlace(box);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const full = matchMedia(FULL_SCREEN);
  const touch = matchMedia('(pointer: coarse)').matches;

  const language = (): Language => {
    const { face } = session.view();
    const set = face?.settings.language ?? 'auto';
    return set === 'auto' ? (spokenOf(wantedLanguages()) ?? face?.language ?? 'en') : set;
  };
  // Open, or a conversation goes on. On a slow line each answer is a wait: the connection comes beside all that is fetched.
  session.wake();
  let words: Words = await loadWords(language()).catch((problem: unknown) => {
    session.rest();
    throw problem;
  });
  box.className = 'rd';
  addStyles(styles);

  let tray: Tray | undefined;
  let focusWanted = false;
  let again = false;
  let copyAsked = false;
  let callShown = false;
  let callWanted = false;
  /** What the conversation was at the last drawing. */
  let state: string | undefined;
  let hidden: string | undefined;
  let newest: string | undefined;
  let length = 0;
  let posted = false;
  let drawing = false;
  let fetchingWords: string | undefined;

  /** Draws once for all changes of one turn. */
  const draw = (): void => {
    if (drawing) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      drawNow();
    });
  };

  const parts = lazyParts((text) => {
    addStyles(text);
    draw();
  });
  const keepTray = (): void => {
    const ready = readyFiles(tray);
    keep.set(DRAFT_FILES, ready.length > 0 ? toJson(ready) : null);
    draw();
  };
  const withTray = (use?: (tray: Tray) => void): void =>
    parts.want('files', ({ openTray }) => {
      const before = readFiles(parsed(keep.get(DRAFT_FILES) ?? '')) ?? [];
      tray ??= openTray(origin, () => keep.get(TOKEN) ?? '', before, keepTray);
      use?.(tray);
      draw();
    });
  /** The rest of the texts, and another language where one was set for the channel while the page is open. */
  const speak = (wanted: Language): void => {
    if ((wanted === words.language && words.whole) || wanted === fetchingWords) return;
    fetchingWords = wanted;
    loadWords(wanted, true)
      .then((loaded) => {
        words = loaded;
        draw();
      })
      // The texts there are serve on; the next drawing tries again.
      .catch(() => undefined)
      .finally(() => (fetchingWords = undefined));
  };

  const postNow = (text: string, files: readonly Attachment[] = []): void => {
    posted = true;
    session.act({ name: 'message.post', messageId: newId(), text, files });
  };

  const desk = (): Desk => ({
    view: session.view(),
    now: Date.now(),
    words,
    origin,
    session,
    draft: keep.get(DRAFT) ?? '',
    write: (text) => {
      keep.set(DRAFT, text || null);
      session.typing(text);
      draw();
    },
    post: (name) => {
      if (name && name !== session.view().name) session.act({ name: 'name.set', input: { name } });
      postNow((keep.get(DRAFT) ?? '').trim(), readyFiles(tray));
      keep.set(DRAFT, null);
      focusWanted = true;
      tray?.clear();
      draw();
    },
    files: parts.have('files'),
    forms: parts.have('forms'),
    closing: parts.have('closing'),
    choose: (text) => {
      postNow(text);
      focusWanted = !touch;
    },
    copyAsked,
    askCopy: (asked) => {
      copyAsked = asked;
      draw();
    },
    showCall: (shown) => {
      callShown = callWanted = shown;
      focusWanted = !shown;
      draw();
    },
    callWanted: () => {
      const wanted = callWanted;
      callWanted = false;
      return wanted;
    },
    keep,
    draw,
    tray,
    attach: (chosen) => withTray((opened) => opened.add(chosen)),
    again,
    writeAgain: () => {
      again = focusWanted = true;
      draw();
    },
    sound: keep.get(SOUND) !== null,
    switchSound: () => {
      keep.set(SOUND, keep.get(SOUND) === null ? '1' : null);
      draw();
    },
    close: shell.close,
    live: length > 0 && session.view().status === 'online',
    newBelow: place.missed(),
    scrolled: () => {
      const missed = place.missed();
      place.before();
      if (missed !== place.missed()) draw();
    },
    toEnd: () => {
      place.toEnd();
      draw();
    },
    touch,
  });

  /** Moves the focus into the panel, once what is to be focused is drawn. */
  const moveFocus = (): void => {
    const panel = box.querySelector<HTMLElement>('.panel');
    const field = panel?.querySelector<HTMLElement>('input:not([hidden]), textarea');
    if (!focusWanted || !panel || !field) return;
    focusWanted = false;
    // By finger only after writing: a keyboard that slides in covers half of what the visitor came to see.
    (touch && !posted ? panel : field).focus();
  };

  /** What follows from the view besides the picture: read marks, the loader's memory, sound, language, parts. */
  const keepUp = (unread: number): void => {
    const view = session.view();
    const last = newestSaid(view);
    const { conversation } = view;
    // Ended under the visitor's hands: what they are writing stays where it is, and so does the caret.
    if (conversation?.state !== 'closed') again = false;
    else if (state !== 'closed') again = Boolean(keep.get(DRAFT)) || root.activeElement?.tagName === 'TEXTAREA';
    state = conversation?.state;
    const goesOn = (conversation !== null && conversation.state !== 'closed') || unread > 0;
    if (goesOn || view.pending.some((row) => !row.failed)) keep.set(LIVE, '1');
    else if (view.status === 'online') keep.set(LIVE, null);
    if (newest && last && last.id !== newest && last.from !== 'me' && keep.get(SOUND))
      import('./sound.ts').then(({ tick }) => tick()).catch(() => undefined);
    newest = last?.id ?? newest;
    speak(language());
    const hasFiles = view.lines.some((line) => line.attachments.length > 0) || keep.get(DRAFT_FILES);
    if (hasFiles && !tray) withTray();
    tray?.gone(view);
  };

  const paint = (): void => {
    const { face } = session.view();
    const accent = face?.settings.accent ?? keep.get('look')?.split(',')[0] ?? '';
    const sound = /^#[0-9a-f]{6}$/.test(accent) ? accent : '#2f54d9';
    for (const [name, value] of Object.entries(palette(sound, dark.matches))) box.style.setProperty(name, value);
    if (face) shell.paint({ accent: sound, onAccent: readableOn(sound), position: face.settings.position });
    box.lang = words.language;
  };

  const drawNow = (): void => {
    const view = session.view();
    const open = shell.isOpen();
    const last = newestSaid(view);
    const begun = hasBegun(view);
    if (open && document.visibilityState === 'visible') {
      const seen = markSeen(keep, view);
      if (seen !== undefined) session.seen(seen);
    }
    const unread = unreadOf(keep, view);
    keepUp(unread);
    paint();
    shell.badge(
      unread,
      open ? words.say('minimise') : unread > 0 ? words.count('openUnread', unread) : words.say('open'),
    );
    const side = view.face?.settings.position ?? (keep.get('look')?.endsWith('left') ? 'left' : 'right');
    if (open && !begun && (view.face ?? !keep.get(LIVE))) parts.want('welcome');
    // The conversation's view too as soon as the first is there, so that the first message finds it.
    if (begun || parts.have('welcome')) parts.want('thread');
    // Before the first file is chosen: what is written while this came would go without it.
    if (open && begun && takesFiles()) parts.want('files');
    const first = !begun && asksFirst(view);
    if (open && (first || (begun && asksInside(view)))) parts.want('forms');
    if (callShown) parts.want('call');
    if (callShown && view.face?.rateCalls) parts.want('closing');
    if (open && begun && (copyAsked || asksAtEnd(view))) parts.want('closing');
    const teased = !open && unread > 0 && last?.id !== hidden;
    if (teased) parts.want('teaser');
    const later: typeof parts.have = (name) => (words.whole ? parts.have(name) : undefined);
    const Teaser = later('teaser')?.Teaser;
    const View = callShown
      ? later('call')?.Call
      : begun
        ? later('thread')?.Thread
        : first
          ? parts.have('forms')?.Start
          : parts.have('welcome')?.Welcome;
    const shown = desk();
    place.before();
    render(
      open ? (
        <Panel desk={shown} side={side} full={full.matches} View={View} />
      ) : teased && Teaser ? (
        <Teaser
          desk={shown}
          side={side}
          open={shell.open}
          hide={() => {
            hidden = last?.id;
            draw();
          }}
        />
      ) : null,
      box,
    );
    const count = view.lines.length + view.sent.length + view.pending.length;
    place.after(count > length, posted);
    moveFocus();
    posted = false;
    length = open ? count : 0;
  };

  session.watch(draw);
  listenToKeys(box, touch, shell.close);
  const takesFiles = (): boolean => session.view().face?.settings.attachments ?? false;
  box.addEventListener('dragover', (event) => takesFiles() && event.preventDefault());
  box.addEventListener('drop', (event) => {
    const dropped = event.dataTransfer?.files;
    if (!takesFiles() || !dropped?.length) return;
    event.preventDefault();
    withTray((opened) => opened.add([...dropped]));
  });
  dark.addEventListener('change', draw);
  full.addEventListener('change', draw);
  const port = window.visualViewport;
  const fit = (): void => {
    // With a page zoomed in by fingers the visible part is a magnifying glass, not a screen.
    if (!port || port.scale > 1.01) return;
    box.style.setProperty('--height', `${port.height}px`);
    box.style.setProperty('--top', `${port.offsetTop}px`);
  };
  port?.addEventListener('resize', fit);
  port?.addEventListener('scroll', fit);
  fit();
  addEventListener('storage', session.refresh);
  addEventListener('online', session.wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && (shell.isOpen() || keep.get(LIVE))) session.wake();
    draw();
  });

  return {
    shown: (open, byVisitor) => {
      focusWanted = open && byVisitor;
      if (open) session.wake();
      // Nothing goes on: a page in the background holds no connection for it.
      else if (!keep.get(LIVE)) session.rest();
      draw();
    },
  };
}
