import type { Language } from '@ringdesk/shared/model/language.ts';

interface TranscriptWords {
  readonly subject: (queue: string, date: string) => string;
  readonly intro: (timeZone: string) => string;
  readonly customer: string;
  readonly agent: string;
  readonly erased: string;
  readonly file: (name: string) => string;
  readonly testSubject: string;
  readonly testText: string;
}

/** The words of e-mails to customers, in the queue's language [9], and of the test to whoever sets it up. */
export const transcriptWords: Readonly<Record<Language, TranscriptWords>> = {
  en: {
    subject: (queue, date) => `Your conversation with ${queue} of ${date}`,
    intro: (zone) => `This is the copy of the conversation you asked for. Times are in the zone ${zone}.`,
    customer: 'You',
    agent: 'Agent',
    erased: '(erased)',
    file: (name) => `[File: ${name}]`,
    testSubject: 'Ringdesk can send e-mail',
    testText: 'This message was sent to try the e-mail settings. They work.',
  },
  es: {
    subject: (queue, date) => `La conversación con ${queue} del ${date}`,
    intro: (zone) => `Esta es la copia solicitada de la conversación. Las horas corresponden a la zona ${zone}.`,
    customer: 'Cliente',
    agent: 'Agente',
    erased: '(borrado)',
    file: (name) => `[Archivo: ${name}]`,
    testSubject: 'Ringdesk puede enviar correo',
    testText: 'Este mensaje se envió para probar los ajustes del correo. Funcionan.',
  },
  pt: {
    subject: (queue, date) => `Sua conversa com ${queue} de ${date}`,
    intro: (zone) => `Esta é a cópia da conversa que você pediu. Os horários são do fuso ${zone}.`,
    customer: 'Você',
    agent: 'Atendente',
    erased: '(apagada)',
    file: (name) => `[Arquivo: ${name}]`,
    testSubject: 'O Ringdesk pode enviar e-mail',
    testText: 'Esta mensagem foi enviada para testar as configurações de e-mail. Elas funcionam.',
  },
  ru: {
    subject: (queue, date) => `Переписка с «${queue}», ${date}`,
    intro: (zone) => `Это запрошенная копия переписки. Время указано в часовом поясе ${zone}.`,
    customer: 'Клиент',
    agent: 'Оператор',
    erased: '(удалено)',
    file: (name) => `[Файл: ${name}]`,
    testSubject: 'Ringdesk может отправлять почту',
    testText: 'Это сообщение отправлено для проверки настроек почты. Они работают.',
  },
};
