import type { Language } from '@ringdesk/shared/model/language.ts';

/** Settings that hold a text to a customer, or to the person who is told of an overdue reply. */
export type SuggestedText =
  | 'greeting'
  | 'offHoursText'
  | 'nobodyText'
  | 'closeText'
  | 'silence'
  | 'consent'
  | 'overdueNotice';

/** A text to begin with, in the language the queue speaks to its customers [9], whatever the language of the screen. */
export const suggestedTexts: Readonly<Record<Language, Readonly<Record<SuggestedText, string>>>> = {
  en: {
    greeting: 'Hello! Thank you for writing. Somebody will be with you in a moment.',
    offHoursText: 'Thank you for your message. We are not here at the moment and will answer as soon as we are back.',
    nobodyText:
      'Thank you for writing. Everybody is busy right now; your message is in the queue and will be answered.',
    closeText: 'Thank you for the conversation. Write here any time if there is something else.',
    silence: 'We have not heard from you for a while, so this conversation is closed. Write again any time.',
    consent: 'I agree that my data is processed to answer my request.',
    overdueNotice: '#OPERATOR# has not answered in time: #DIALOG#',
  },
  es: {
    greeting: '¡Hola! Gracias por escribir. Alguien responderá en un momento.',
    offHoursText: 'Gracias por el mensaje. Ahora no hay nadie; habrá respuesta en cuanto volvamos.',
    nobodyText: 'Gracias por escribir. Ahora todos están ocupados; el mensaje está en la cola y tendrá respuesta.',
    closeText: 'Gracias por la conversación. Para cualquier otra cosa, basta con escribir aquí.',
    silence:
      'Hace un rato que no hay respuesta y la conversación se cierra. Se puede escribir de nuevo cuando haga falta.',
    consent: 'Acepto el tratamiento de mis datos para responder a mi consulta.',
    overdueNotice: '#OPERATOR# no ha respondido a tiempo: #DIALOG#',
  },
  pt: {
    greeting: 'Olá! Obrigado por escrever. Alguém responderá em instantes.',
    offHoursText: 'Obrigado pela mensagem. No momento não há ninguém aqui; responderemos assim que voltarmos.',
    nobodyText: 'Obrigado por escrever. Todos estão ocupados agora; a mensagem está na fila e será respondida.',
    closeText: 'Obrigado pela conversa. Para qualquer outra coisa, é só escrever aqui.',
    silence: 'Faz algum tempo que não há resposta e a conversa foi encerrada. É só escrever de novo quando precisar.',
    consent: 'Concordo com o tratamento dos meus dados para responder à minha solicitação.',
    overdueNotice: '#OPERATOR# não respondeu a tempo: #DIALOG#',
  },
  ru: {
    greeting: 'Здравствуйте! Спасибо за сообщение. Скоро вам ответят.',
    offHoursText: 'Спасибо за сообщение. Сейчас никого нет на месте, ответим, как только вернёмся.',
    nobodyText: 'Спасибо за сообщение. Сейчас все заняты; оно стоит в очереди, и на него ответят.',
    closeText: 'Спасибо за разговор. Если понадобится что-то ещё, пишите сюда в любое время.',
    silence: 'Ответа давно нет, поэтому разговор закрыт. Пишите снова в любое время.',
    consent: 'Согласие на обработку моих данных для ответа на обращение.',
    overdueNotice: 'Ответ просрочен, сотрудник: #OPERATOR#. Разговор: #DIALOG#',
  },
};
