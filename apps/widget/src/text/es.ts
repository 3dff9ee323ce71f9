import type { Dictionary } from './en.ts';

export const dictionary: Dictionary = {
  chat: 'Chat',
  greeting: '¡Hola! ¿En qué podemos ayudar?',
  name: 'Nombre',
  optional: 'opcional',
  yourMessage: 'Mensaje',
  start: 'Iniciar chat',
  call: 'Llamar',
  nameMissing: 'Falta el nombre: así sabremos con quién hablamos.',
  messageMissing: 'Primero hay que escribir el mensaje.',
  minimise: 'Minimizar',
  connecting: 'Conectando',
  retry: 'Reintentar',
  offline: 'Sin conexión. Lo escrito se guarda y se enviará en cuanto vuelva.',
  connectNow: 'Conectar ahora',
  held: 'Ahora no se pueden recibir mensajes. Este se guarda y se enviará solo.',
  closedChannel: 'Este chat no está disponible en este momento.',
  closedKept:
    'Este chat no está disponible en este momento. Lo escrito se guarda aquí y se enviará en cuanto vuelva a abrir.',
  reload: 'El chat se actualizó. Hay que recargar la página para continuar.',
  open: 'Abrir chat',
  tooLong: {
    one: 'Sobra {n} carácter.',
    other: 'Sobran {n} caracteres.',
  },
  openUnread: {
    one: 'Abrir chat, {n} mensaje nuevo',
    other: 'Abrir chat, {n} mensajes nuevos',
  },
  powered: 'Con tecnología de Ringdesk',
};
