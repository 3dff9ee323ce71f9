/** The menu of the application and the one of the right mouse button. Templates only; `index.ts` shows them. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

import type { Words } from './words.ts';

/**
 * The application's menu. macOS shows it; elsewhere the page draws the title bar and the menu only carries the keys. It takes no key
 * of the desk's own map, and has neither reload nor development tools.
 *
 * @param diagnostics adds the development tools
 */
export function applicationMenu(
  words: Words,
  platform: NodeJS.Platform,
  diagnostics: boolean,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const app: MenuItemConstructorOptions = {
    label: 'Ringdesk',
    submenu: [
      { role: 'about', label: words.about },
      separator,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      separator,
      { role: 'quit', label: words.quit },
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(diagnostics ? [{ role: 'toggleDevTools' as const }] : []),
    ],
  };
  const window: MenuItemConstructorOptions = {
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimise },
      { role: 'close', label: words.close },
      ...(mac ? [separator, { role: 'front' as const, label: words.bringToFront }] : []),
    ],
  };
  return mac ? [app, edit, view, window] : [edit, view];
}

export interface ContextMenuActions {
  readonly replace: (word: string) => void;
  readonly learn: (word: string) => void;
}

/** Where one may write: spelling and the clipboard; over selected text: copying; elsewhere nothing. */
export function contextMenu(
  params: Pick<
    ContextMenuParams,
    'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
  >,
  words: Words,
  actions: ContextMenuActions,
): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, misspelledWord, dictionarySuggestions, editFlags } = params;
  const copy: MenuItemConstructorOptions = { role: 'copy', label: words.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  const spelling: MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.slice(0, 5).map((word) => ({ label: word, click: () => actions.replace(word) })),
          { label: words.addToDictionary, click: () => actions.learn(misspelledWord) },
          { type: 'separator' },
        ];
  return [
    ...spelling,
    { role: 'cut', label: words.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
    { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll },
  ];
}
