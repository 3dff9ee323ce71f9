import type { Language } from '@ringdesk/shared/model/language.ts';

const en = {
  remove: 'Remove {name}',
  retry: 'Send {name} again',
  uploading: '{name} is being uploaded',
  ready: '{name} is ready to be sent',
  tooLarge: 'Larger than {name}. Choose a smaller file.',
  fileTypeRefused: 'Files of this kind are not accepted.',
  fileEmpty: 'The file is empty. Choose another one.',
  tooManyFiles: 'Too many files. Send these first.',
  failed: 'It did not arrive. Try again.',
  waits: 'Goes out as soon as the files are there.',
};
export type FileText = keyof typeof en;

/** Texts of attachments, fetched together with them. `{name}` is the file's name; in `tooLarge` the largest size. */
export const fileTexts: Readonly<Record<Language, Readonly<Record<FileText, string>>>> = {
  en,
  es: {
    remove: 'Quitar {name}',
    retry: 'Enviar {name} de nuevo',
    uploading: 'Subiendo {name}',
    ready: '{name}: listo para enviar',
    tooLarge: 'Supera {name}. Conviene elegir un archivo más pequeño.',
    fileTypeRefused: 'No se aceptan archivos de este tipo.',
    fileEmpty: 'El archivo está vacío. Conviene elegir otro.',
    tooManyFiles: 'Demasiados archivos. Primero hay que enviar estos.',
    failed: 'No llegó. Se puede reintentar.',
    waits: 'Se enviará en cuanto lleguen los archivos.',
  },
  pt: {
    remove: 'Remover {name}',
    retry: 'Enviar {name} de novo',
    uploading: 'Enviando {name}',
    ready: '{name}: pronto para enviar',
    tooLarge: 'Maior que {name}. Escolha um arquivo menor.',
    fileTypeRefused: 'Arquivos deste tipo não são aceitos.',
    fileEmpty: 'O arquivo está vazio. Escolha outro.',
    tooManyFiles: 'Arquivos demais. Envie estes primeiro.',
    failed: 'Não chegou. Tente de novo.',
    waits: 'Será enviada assim que os arquivos chegarem.',
  },
  ru: {
    remove: 'Убрать {name}',
    retry: 'Отправить {name} снова',
    uploading: 'Загружается {name}',
    ready: '{name}: можно отправлять',
    tooLarge: 'Больше {name}. Выберите файл поменьше.',
    fileTypeRefused: 'Файлы этого вида не принимаются.',
    fileEmpty: 'Файл пуст. Выберите другой.',
    tooManyFiles: 'Слишком много файлов. Сначала отправьте эти.',
    failed: 'Файл не дошёл. Повторите.',
    waits: 'Уйдёт, как только загрузятся файлы.',
  },
};
