import { openKeep } from './keep.ts';
import launcherStyles from './loader.css?inline';
import type { Chat, ChatModule, Look, Shell } from './shell.ts';

/** File name of the chat beside this script, put in by the build. */
declare const CHAT_FILE: string;

type Event = 'open' | 'close' | 'unread';

/** What a page may do with its widget. */
interface Api {
  readonly open: () => void;
  readonly close: () => void;
  /** Calls `heard` at each opening, closing and change of the number of unread messages; the answer ends it. */
  readonly on: (event: Event, heard: (value?: number) => void) => () => void;
}

declare global {
  interface Window {
    ringdesk?: Api;
  }
}

/** Names of the launcher until the chat, which has every text, takes over: to open, and when it did not load. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  en: ['Open chat', 'The chat did not load. Try again'],
  es: ['Abrir chat', 'El chat no se cargó. Reintentar'],
  pt: ['Abrir conversa', 'O chat não carregou. Tentar de novo'],
  ru: ['Открыть чат', 'Чат не загрузился. Повторить'],
};

const drawing = (name: string, path: string): SVGSVGElement => {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', name);
  svg.appendChild(document.createElementNS(ns, 'path')).setAttribute('d', path);
  return svg;
};

function start(script: HTMLScriptElement, channelId: string): Api {
  const { origin } = new URL(script.src);
  const prefix = `ringdesk.${channelId}.`;
  const keep = openKeep(prefix, () => localStorage);
  // Open or closed belongs to the tab, so that another tab does not open by itself.
  const tab = openKeep(prefix, () => sessionStorage);
  const heard = new Set<readonly [Event, (value?: number) => void]>();
  const emit = (event: Event, value?: number): void => {
    for (const [name, listener] of heard) if (name === event) listener(value);
  };

  // Neither in the body, which pages replace when they navigate by script, nor reachable for their styles.
  const host = document.createElement('ringdesk-chat');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyles);
  root.adoptedStyleSheets = [sheet];

  const [open, failed] = [document.documentElement.lang, navigator.language, 'en']
    .map((tag) => names[tag.slice(0, 2)])
    .find(Boolean) as readonly [string, string];
  const launcher = document.createElement('button');
  launcher.type = 'button';
  launcher.className = 'launcher';
  launcher.setAttribute('aria-haspopup', 'dialog');
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.ariaHidden = 'true';
  launcher.append(
    drawing(
      'o',
      'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719',
    ),
    drawing('x', 'm6 9 6 6 6-6'),
    badge,
  );
  const box = document.createElement('div');
  // The page's own shortcuts must not hear what is typed here.
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, (event) => event.stopPropagation());
  root.append(box, launcher);

  let isOpen = false;
  let chat: Promise<Chat> | undefined;
  let tries = 0;

  const label = (text: string): void => {
    launcher.ariaLabel = launcher.title = text;
  };
  const paint = ({ accent, onAccent, position }: Look): void => {
    host.dataset['side'] = position;
    host.style.setProperty('--rd-accent', accent);
    host.style.setProperty('--rd-on', onAccent);
  };
  const load = (): Promise<Chat> => {
    launcher.ariaBusy = 'true';
    // Another address at each further try: browsers remember that a module could not be had.
    const address = new URL(CHAT_FILE + (tries > 0 ? `?${tries}` : ''), script.src).href;
    tries += 1;
    return (import(/* @vite-ignore */ address) as Promise<ChatModule>)
      .then(({ mount }) => mount(shell))
      .finally(() => {
        launcher.ariaBusy = 'false';
      });
  };
  const show = (to: boolean, byVisitor: boolean): void => {
    if (to === isOpen && chat) {
      // Asked for while it is open: the focus goes there all the same.
      chat.then(
        (loaded) => loaded.shown(to, byVisitor),
        () => undefined,
      );
      return;
    }
    isOpen = to;
    tab.set('open', to ? '1' : null);
    launcher.ariaExpanded = String(to);
    if (to) attach();
    chat ??= load();
    chat.then(
      (loaded) => loaded.shown(isOpen, byVisitor),
      () => {
        chat = undefined;
        isOpen = false;
        launcher.ariaExpanded = 'false';
        label(failed);
      },
    );
    emit(to ? 'open' : 'close');
  };
  const attach = (): void => {
    if (!host.isConnected) document.documentElement.append(host);
    // A page that transforms its root carries along what is fixed in it, out of sight; in the top layer it stays on the screen.
    const off = Math.abs(host.getBoundingClientRect().bottom - innerHeight) > 60;
    if (!off || !('popover' in host) || host.matches(':popover-open')) return;
    host.popover = 'manual';
    host.showPopover();
  };
  const shell: Shell = {
    box,
    root,
    origin,
    channelId,
    keep,
    isOpen: () => isOpen,
    open: () => show(true, true),
    close: () => {
      show(false, true);
      launcher.focus();
    },
    paint: (look) => {
      keep.set('look', [look.accent, look.onAccent, look.position].join());
      paint(look);
    },
    badge: (unread, text) => {
      label(text);
      const shown = unread > 9 ? '9+' : unread > 0 ? String(unread) : '';
      if (badge.textContent === shown) return;
      badge.textContent = shown;
      emit('unread', unread);
    },
  };

  const [accent, onAccent, position] = keep.get('look')?.split(',') ?? [
    script.dataset['accent'],
    '',
    script.dataset['position'],
  ];
  paint({ accent: accent ?? '', onAccent: onAccent ?? '', position: position === 'left' ? 'left' : 'right' });
  label(open);
  launcher.ariaExpanded = 'false';
  launcher.onclick = () => show(!isOpen, true);
  attach();
  addEventListener('load', attach);

  if (tab.get('open')) show(true, false);
  // A conversation goes on: its answers must reach the launcher. Also when another tab began it.
  const follow = (): void => {
    if (keep.get('live') && !chat) (chat = load()).catch(() => (chat = undefined));
  };
  addEventListener('storage', follow);
  follow();
  return {
    open: shell.open,
    close: () => isOpen && show(false, true),
    on: (event, listener) => {
      const entry = [event, listener] as const;
      heard.add(entry);
      return () => heard.delete(entry);
    },
  };
}

const script = document.currentScript;
// A second copy of the snippet does nothing, and so does a browser from before the end of 2023.
if (
  script instanceof HTMLScriptElement &&
  script.dataset['channel'] &&
  !window.ringdesk &&
  'adoptedStyleSheets' in document &&
  'canParse' in URL
)
  window.ringdesk = start(script, script.dataset['channel']);
