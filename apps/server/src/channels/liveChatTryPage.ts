import { createHash } from 'node:crypto';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';

import { pickLanguage } from './liveChatVisitor.ts';

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f7f7f4, #121418); --card: light-dark(#fff, #1a1d22); --line: light-dark(#e4e4de, #2b2f36);
  --shape: light-dark(#e9e9e3, #272b32); --ink: light-dark(#1a1c21, #edeef1); --soft: light-dark(#565a63, #a4aab4);
  font: 16px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--ground);
}
* { box-sizing: border-box; }
body { margin: 0; }
.bar, main, .shelf { max-width: 68rem; margin: 0 auto; padding: 0 32px; }
.bar { display: flex; gap: 28px; align-items: center; height: 76px; }
.bar i { height: 10px; width: 68px; border-radius: 5px; background: var(--shape); }
.bar i:first-child { width: 132px; height: 18px; border-radius: 9px; margin-inline-end: auto; background: var(--line); }
main { padding-block: 7vh 6vh; }
h1 { font-size: clamp(1.7rem, 4vw, 2.6rem); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 1rem; max-width: 22ch; overflow-wrap: anywhere; }
p { margin: 0; max-width: 34rem; color: var(--soft); }
.shelf { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 20px; padding-bottom: 64px; }
.shelf div { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 16px; }
.shelf b { display: block; aspect-ratio: 4 / 3; border-radius: 10px; background: var(--shape); margin-bottom: 16px; }
.shelf i { display: block; height: 10px; border-radius: 5px; background: var(--shape); margin-top: 10px; }
.shelf i:last-child { width: 45%; }
@media (max-width: 640px) { .bar i:nth-child(n+3) { display: none; } .bar, main, .shelf { padding-inline: 20px; } }
`;

/** Shapes where a shop would show its goods; nothing of them is read out. */
const product = '<div><b></b><i></i><i></i></div>';

const sha256 = createHash('sha256').update(style).digest('base64');

/** As strict as a careful customer's own page: the widget has to work under it. */
export const tryPagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${sha256}'`,
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Words {
  readonly title: (channel: string) => string;
  readonly body: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: (channel) => `Trying “${channel}”`,
    body: 'This is a plain page with the widget of this channel, as visitors of a website see it. Write a message with the button in the corner: it is a real conversation and goes to the queue.',
  },
  es: {
    title: (channel) => `Prueba de «${channel}»`,
    body: 'Esta es una página sencilla con el widget de este canal, tal como se ve en un sitio web. El botón de la esquina abre el chat: el mensaje es una conversación real y llega a la cola.',
  },
  pt: {
    title: (channel) => `Teste de “${channel}”`,
    body: 'Esta é uma página simples com o widget deste canal, como os visitantes de um site o veem. Escreva uma mensagem pelo botão no canto: é uma conversa real e vai para a fila.',
  },
  ru: {
    title: (channel) => `Проверка канала «${channel}»`,
    body: 'Это простая страница с виджетом этого канала, каким его видят посетители сайта. Кнопка в углу открывает чат: сообщение станет настоящим обращением и попадёт в очередь.',
  },
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A plain website with the channel's widget, in the language of the browser. */
export function tryPage(channel: Channel, acceptLanguage: string | undefined): string {
  const preferred = (acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  const language = pickLanguage(preferred.slice(0, 10));
  const { title, body } = words[language];
  return `<!doctype html>
<html lang="${language === 'pt' ? 'pt-BR' : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title(channel.name))}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div class="bar" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
<main>
<h1>${escapeHtml(title(channel.name))}</h1>
<p>${escapeHtml(body)}</p>
</main>
<div class="shelf" aria-hidden="true">${product.repeat(4)}</div>
<script async src="/widget/loader.js" data-channel="${channel.id}"></script>
</body>
</html>
`;
}
