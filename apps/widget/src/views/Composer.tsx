import { type Desk, readyFiles } from './desk.ts';
import { clip } from './icons.ts';
import { excess, fitting, Icon, up } from './pieces.tsx';

/** Where the visitor writes. Enter sends, or has it sent once its files are there; Shift+Enter makes a new line; on a phone the button sends. */
export const Composer = ({ desk }: { readonly desk: Desk }) => {
  const { words, draft, tray } = desk;
  const over = excess(draft);
  const empty = !draft.trim() && readyFiles(tray).length === 0;
  const canSend = !empty && over === 0 && !tray?.busy();
  const canWait = over === 0 && Boolean(tray?.comes());
  const send = (): void => {
    if (canSend) desk.post();
    // What is written goes with the files, as soon as these are there.
    else if (canWait) tray?.whenReady(() => desk.post());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While letters are being composed (Japanese, accents) Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || desk.touch) return;
    event.preventDefault();
    send();
  };
  const take = (list: FileList | null | undefined): boolean => {
    if (list?.length) desk.attach([...list]);
    return Boolean(list?.length);
  };
  const attachable = desk.view.face?.settings.attachments;
  return (
    <>
      {tray && desk.files && <desk.files.TrayView desk={desk} tray={tray} />}
      <div class="over error" role="alert">
        {over > 0 && words.count('tooLong', over)}
      </div>
      <div class="wcomp">
        {attachable && (
          <button
            type="button"
            class="round"
            aria-label={words.say('attach')}
            onClick={({ currentTarget: button }) => button.parentElement?.querySelector('input')?.click()}
          >
            <Icon is={clip} />
          </button>
        )}
        <input
          type="file"
          multiple
          hidden
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <textarea
          ref={fitting()}
          rows={1}
          aria-label={words.say('write')}
          placeholder={words.say('write')}
          enterkeyhint={desk.touch ? 'enter' : 'send'}
          dir="auto"
          value={draft}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            tray?.whenReady();
            desk.write(event.currentTarget.value);
          }}
          onPaste={(event) => {
            if (attachable && take(event.clipboardData?.files)) event.preventDefault();
          }}
        />
        <button
          type="button"
          class="send"
          aria-label={words.say('send')}
          disabled={!canSend && !canWait}
          onClick={send}
        >
          <Icon is={up} />
        </button>
      </div>
    </>
  );
};
