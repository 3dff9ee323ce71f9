import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';

interface Words {
  readonly hello: string;
  readonly person: string;
  readonly moment: string;
  readonly notUnderstood: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    hello: 'Hello! What is it about?',
    person: 'Talk to a person',
    moment: 'One moment, somebody will be with you.',
    notUnderstood: 'Choose one of these, please.',
  },
  es: {
    hello: '¡Hola! ¿De qué se trata?',
    person: 'Hablar con una persona',
    moment: 'Un momento, alguien responderá enseguida.',
    notUnderstood: 'Basta con elegir una de estas opciones.',
  },
  pt: {
    hello: 'Olá! Sobre o que é?',
    person: 'Falar com uma pessoa',
    moment: 'Um momento, alguém já vai responder.',
    notUnderstood: 'Escolha uma destas opções.',
  },
  ru: {
    hello: 'Здравствуйте! О чём ваш вопрос?',
    person: 'Поговорить с человеком',
    moment: 'Минуту, вам сейчас ответят.',
    notUnderstood: 'Выберите, пожалуйста, один из вариантов.',
  },
};

/** The menu bot a new one begins with: a greeting, and a way to a person. */
export function suggestedMenuBot(language: Language): Extract<BotSettings, { kind: 'menu' }> {
  const { hello, person, moment, notUnderstood } = words[language];
  return {
    kind: 'menu',
    menus: [{ id: 'menu-1', text: hello, choices: [{ label: person, answer: moment, then: { kind: 'person' } }] }],
    notUnderstood,
    misses: 2,
    idleMinutes: 30,
  };
}
