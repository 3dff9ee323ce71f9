import type { Dictionary } from './en.ts';

export const dictionary: Dictionary = {
  chat: 'Chat',
  greeting: 'Olá! Como podemos ajudar?',
  name: 'Nome',
  optional: 'opcional',
  yourMessage: 'Sua mensagem',
  start: 'Iniciar conversa',
  call: 'Ligar',
  nameMissing: 'Informe seu nome para sabermos com quem falamos.',
  messageMissing: 'Escreva sua mensagem primeiro.',
  minimise: 'Minimizar',
  connecting: 'Conectando',
  retry: 'Tentar de novo',
  offline: 'Sem conexão. O que você escrever fica guardado e será enviado assim que ela voltar.',
  connectNow: 'Conectar agora',
  held: 'No momento não podemos receber mensagens. A sua fica guardada e será reenviada sozinha.',
  closedChannel: 'Esta conversa não está disponível no momento.',
  closedKept:
    'Esta conversa não está disponível no momento. O que você escreveu fica guardado aqui e será enviado assim que ela reabrir.',
  reload: 'O chat foi atualizado. Recarregue a página para continuar.',
  open: 'Abrir conversa',
  tooLong: {
    one: 'Passou {n} caractere do limite.',
    other: 'Passaram {n} caracteres do limite.',
  },
  openUnread: {
    one: 'Abrir conversa, {n} nova mensagem',
    other: 'Abrir conversa, {n} novas mensagens',
  },
  powered: 'Desenvolvido com Ringdesk',
};
