/**
 * The few words main shows while no page could have given them: the menu of the system and notices about the app itself. Everything
 * else that is visible comes from the pages, in the person's language.
 */
import type { Language } from '@ringdesk/shared/model/language.ts';

export interface Words {
  readonly about: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly window: string;
  readonly minimise: string;
  readonly close: string;
  readonly bringToFront: string;
  readonly open: string;
  readonly otherServer: string;
  readonly addToDictionary: string;
  readonly inTrayTitle: string;
  readonly inTrayText: string;
  readonly chooseHeadset: string;
  readonly cancel: string;
  readonly notBuilt: string;
}

const en: Words = {
  about: 'About Ringdesk',
  hide: 'Hide Ringdesk',
  hideOthers: 'Hide others',
  showAll: 'Show all',
  quit: 'Quit Ringdesk',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  window: 'Window',
  minimise: 'Minimise',
  close: 'Close',
  bringToFront: 'Bring all to front',
  open: 'Open Ringdesk',
  otherServer: 'Sign in to another server',
  addToDictionary: 'Add to dictionary',
  inTrayTitle: 'Ringdesk stays open',
  inTrayText: 'Conversations still ring. To leave, choose Quit in the menu of the tray icon.',
  chooseHeadset: 'Which headset?',
  cancel: 'Cancel',
  notBuilt: 'The desk is not built. Build it, then start again.',
};

const es: Words = {
  about: 'Acerca de Ringdesk',
  hide: 'Ocultar Ringdesk',
  hideOthers: 'Ocultar otras',
  showAll: 'Mostrar todo',
  quit: 'Salir de Ringdesk',
  edit: 'Edición',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  selectAll: 'Seleccionar todo',
  view: 'Ver',
  actualSize: 'Tamaño real',
  zoomIn: 'Ampliar',
  zoomOut: 'Reducir',
  fullScreen: 'Pantalla completa',
  window: 'Ventana',
  minimise: 'Minimizar',
  close: 'Cerrar',
  bringToFront: 'Traer todo al frente',
  open: 'Abrir Ringdesk',
  otherServer: 'Iniciar sesión en otro servidor',
  addToDictionary: 'Añadir al diccionario',
  inTrayTitle: 'Ringdesk sigue abierto',
  inTrayText: 'Las conversaciones siguen sonando. Para salir, está la opción Salir en el menú del icono de la bandeja.',
  chooseHeadset: '¿Qué auriculares?',
  cancel: 'Cancelar',
  notBuilt: 'El escritorio no está compilado. Hay que compilarlo e iniciarlo de nuevo.',
};

const pt: Words = {
  about: 'Sobre o Ringdesk',
  hide: 'Ocultar o Ringdesk',
  hideOthers: 'Ocultar outros',
  showAll: 'Mostrar tudo',
  quit: 'Sair do Ringdesk',
  edit: 'Editar',
  undo: 'Desfazer',
  redo: 'Refazer',
  cut: 'Recortar',
  copy: 'Copiar',
  paste: 'Colar',
  selectAll: 'Selecionar tudo',
  view: 'Exibir',
  actualSize: 'Tamanho real',
  zoomIn: 'Ampliar',
  zoomOut: 'Reduzir',
  fullScreen: 'Tela cheia',
  window: 'Janela',
  minimise: 'Minimizar',
  close: 'Fechar',
  bringToFront: 'Trazer tudo para a frente',
  open: 'Abrir o Ringdesk',
  otherServer: 'Entrar em outro servidor',
  addToDictionary: 'Adicionar ao dicionário',
  inTrayTitle: 'O Ringdesk continua aberto',
  inTrayText: 'As conversas continuam tocando. Para sair, escolha Sair no menu do ícone da bandeja.',
  chooseHeadset: 'Qual headset?',
  cancel: 'Cancelar',
  notBuilt: 'O aplicativo não foi compilado. Compile e inicie de novo.',
};

const ru: Words = {
  about: 'О программе Ringdesk',
  hide: 'Скрыть Ringdesk',
  hideOthers: 'Скрыть остальные',
  showAll: 'Показать все',
  quit: 'Выйти из Ringdesk',
  edit: 'Правка',
  undo: 'Отменить',
  redo: 'Повторить',
  cut: 'Вырезать',
  copy: 'Копировать',
  paste: 'Вставить',
  selectAll: 'Выделить всё',
  view: 'Вид',
  actualSize: 'Исходный размер',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  fullScreen: 'Во весь экран',
  window: 'Окно',
  minimise: 'Свернуть',
  close: 'Закрыть',
  bringToFront: 'Все окна на передний план',
  open: 'Открыть Ringdesk',
  otherServer: 'Войти на другом сервере',
  addToDictionary: 'Добавить в словарь',
  inTrayTitle: 'Ringdesk продолжает работать',
  inTrayText: 'Обращения по-прежнему звонят. Чтобы выйти, выберите «Выйти» в меню значка в области уведомлений.',
  chooseHeadset: 'Какая гарнитура?',
  cancel: 'Отмена',
  notBuilt: 'Приложение не собрано. Соберите его и запустите снова.',
};

/** By language. */
export const words: Readonly<Record<Language, Words>> = { en, es, pt, ru };

/** The first language of the system which the desk speaks; English where it speaks none. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [base = ''] = tag.toLowerCase().split('-');
    if (base === 'en' || base === 'es' || base === 'pt' || base === 'ru') return base;
  }
  return 'en';
}
