import { createHash } from 'node:crypto';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';

import { pickLanguage } from './liveChatVisitor.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { margin: 0 auto; padding: 6vh 24px; max-width: 44rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
`;

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
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title(channel.name))}</h1>
<p>${escapeHtml(body)}</p>
</main>
<script async src="/widget/loader.js" data-channel="${channel.id}"></script>
</body>
</html>
`;
}
