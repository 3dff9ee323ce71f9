import type { Language } from '@ringdesk/shared/model/language.ts';

/** Why a file of a customer is not there. */
export type FileTrouble = 'tooLarge' | 'fileTypeRefused' | 'tooManyFiles' | 'unreachable';

interface MessengerWords {
  /** Stands for a message nobody could read; the original is attached. */
  readonly unreadable: string;
  readonly notTaken: Readonly<Record<FileTrouble, (name: string) => string>>;
}

/** What agents read in place of what a messenger could not bring, in the language of the queue. */
export const messengerWords: Readonly<Record<Language, MessengerWords>> = {
  en: {
    unreadable: '⚠ This message could not be read. The original is attached.',
    notTaken: {
      tooLarge: (name) => `⚠ The file “${name}” is too large and was not taken.`,
      fileTypeRefused: (name) => `⚠ The file “${name}” is of a kind that is not taken.`,
      tooManyFiles: (name) => `⚠ The file “${name}” was not taken: too many files today.`,
      unreachable: (name) => `⚠ The file “${name}” could not be fetched.`,
    },
  },
  es: {
    unreadable: '⚠ No se pudo leer este mensaje. El original está adjunto.',
    notTaken: {
      tooLarge: (name) => `⚠ El archivo «${name}» es demasiado grande y no se aceptó.`,
      fileTypeRefused: (name) => `⚠ El archivo «${name}» es de un tipo que no se acepta.`,
      tooManyFiles: (name) => `⚠ El archivo «${name}» no se aceptó: hoy ya hay demasiados archivos.`,
      unreachable: (name) => `⚠ No se pudo descargar el archivo «${name}».`,
    },
  },
  pt: {
    unreadable: '⚠ Não foi possível ler esta mensagem. O original está anexado.',
    notTaken: {
      tooLarge: (name) => `⚠ O arquivo “${name}” é grande demais e não foi aceito.`,
      fileTypeRefused: (name) => `⚠ O arquivo “${name}” é de um tipo que não é aceito.`,
      tooManyFiles: (name) => `⚠ O arquivo “${name}” não foi aceito: arquivos demais hoje.`,
      unreachable: (name) => `⚠ Não foi possível baixar o arquivo “${name}”.`,
    },
  },
  ru: {
    unreadable: '⚠ Это сообщение не удалось прочитать. Оригинал приложен.',
    notTaken: {
      tooLarge: (name) => `⚠ Файл «${name}» слишком большой и не принят.`,
      fileTypeRefused: (name) => `⚠ Файл «${name}» относится к типу, который не принимается.`,
      tooManyFiles: (name) => `⚠ Файл «${name}» не принят: сегодня слишком много файлов.`,
      unreachable: (name) => `⚠ Файл «${name}» не удалось скачать.`,
    },
  },
};
