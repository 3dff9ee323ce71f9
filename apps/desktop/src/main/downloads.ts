import { ownUrl } from './origin.ts';

/** Only files of the server and what the page itself made (a CSV, a picture from the clipboard). */
export function judgeDownload(url: string, server: string | undefined): boolean {
  if (url.startsWith('blob:')) return ownUrl(url.slice('blob:'.length)) !== undefined;
  return server !== undefined && URL.canParse(url) && new URL(url).origin === server;
}

/**
 * A name for the save dialog, from one a stranger chose: no folders, nothing invisible or turned around (`exe.txt` shown for
 * `txt.exe`), none of the names Windows keeps for itself. Files are saved where the person says and never opened.
 */
export function fileName(given: string): string {
  const plain = given
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replaceAll(/[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202F\u2060-\u206F\uFEFF]/g, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const kept = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
  const ending = /\.[^.]{1,12}$/.exec(kept)?.[0] ?? '';
  return kept === '' ? 'file' : kept.slice(0, 120 - ending.length).replace(/\.[^.]{1,12}$/, '') + ending;
}
