import { type KeyboardEvent as KeyPress, type ReactNode, useEffect, useRef, useState } from 'react';

import { formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { thisPlatform } from '../../../ui/actions/chord.ts';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { SaveBar } from '../../../ui/settings/SaveBar.tsx';
import { SettingForm } from '../../../ui/settings/SettingForm.tsx';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import type { Field } from './changes.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { type FieldWords, ReviewDialog } from './ReviewDialog.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

export interface DraftFormProps<V extends object> {
  readonly label: string;
  readonly form: SettingsForm<V>;
  readonly words: FieldWords<V>;
  /** Told after a save: the values before, and the version that is current now. */
  readonly onSaved: (before: V, version: number) => void;
  /** Told after an attempt to save which fields stopped it, so that a page with tabs can show the first of them. */
  readonly onStopped?: (fields: readonly Field<V>[]) => void;
  readonly children: ReactNode;
}

/** A settings form with its save bar: names what changed, shows conflicts, saves with the bar's button or Mod+S. */
export function DraftForm<V extends object>({ label, form, words, onSaved, onStopped, children }: DraftFormProps<V>) {
  const t = useSettingsText();
  const [reviewing, setReviewing] = useState(false);
  const [comparing, setComparing] = useState(false);
  /** How often a save was stopped. */
  const [stopped, setStopped] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const { changed, conflict, takenOver, errors } = form;
  const names = formatList(changed.map(words.fieldName));

  const submit = async (): Promise<void> => {
    if (conflict !== undefined) return setComparing(true);
    const stopping = await form.submit(onSaved);
    if (stopping.length === 0) return;
    setStopped((times) => times + 1);
    onStopped?.(stopping);
  };
  useSaveKey(changed.length > 0, () => void submit());

  const wrong = Object.keys(errors) as Field<V>[];
  useEffect(() => {
    // Only after an attempt to save: what is not right yet while it is filled in leaves the focus to whoever types.
    if (stopped > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [stopped]);

  return (
    <div className="contents" role="presentation" ref={place} onKeyDown={keepEnterInField}>
      <SettingForm
        label={label}
        onSubmit={() => void submit()}
        saveBar={
          changed.length > 0 && (
            <SaveBar
              label={t('form.unsaved')}
              text={t('form.count', { count: changed.length })}
              names={names}
              error={
                wrong.length > 0
                  ? t('form.problems', { count: wrong.length, names: formatList(wrong.map(words.fieldName)) })
                  : form.refusal === undefined
                    ? undefined
                    : wordsOf(form.refusal)
              }
              extra={
                <Button variant="ghost" onClick={() => setReviewing(true)}>
                  {t('form.review')}
                </Button>
              }
              discard={{ label: t('form.discard'), onPress: form.discard }}
              save={{ label: t('form.save'), chord: 'Mod+KeyS', busy: form.busy }}
            />
          )
        }
      >
        {conflict !== undefined && (
          <Banner
            tone="warn"
            title={t('conflict.bannerTitle')}
            actions={
              <Button size="sm" onClick={() => setComparing(true)}>
                {t('conflict.compare')}
              </Button>
            }
          >
            {t('conflict.banner', { names: formatList(conflict.joined.both.map(words.fieldName)) })}
          </Banner>
        )}
        {takenOver.length > 0 && changed.length > 0 && (
          <Banner tone="info" title={t('conflict.takenOverTitle')}>
            {t('conflict.takenOver', { names: formatList(takenOver.map(words.fieldName)) })}
          </Banner>
        )}
        {children}
      </SettingForm>
      <ReviewDialog
        open={reviewing}
        onClose={() => setReviewing(false)}
        fields={changed}
        base={form.base}
        values={form.values}
        words={words}
      />
      {conflict !== undefined && (
        <ConflictDialog
          open={comparing}
          onClose={() => setComparing(false)}
          conflict={conflict}
          mine={form.values}
          words={words}
          onSettle={(takeTheirs) => {
            setComparing(false);
            form.settle(takeTheirs);
          }}
        />
      )}
    </div>
  );
}

/** Enter takes what was typed into a field; only the save bar and its key put settings in force. */
function keepEnterInField(event: KeyPress): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** Not one that is on its way out, and not an offer: those are no dialogs to answer first. */
const OPEN_DIALOG = '[role="dialog"][data-open], [role="alertdialog"][data-open]';

/** Mod+S, wherever the focus is; what is being typed into a field counts. */
function useSaveKey(enabled: boolean, save: () => void): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      const mod = thisPlatform() === 'mac' ? event.metaKey : event.ctrlKey;
      if (event.code !== 'KeyS' || !mod || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (event.repeat || document.querySelector(OPEN_DIALOG) !== null) return;
      // A field takes what was typed when it loses the focus.
      const focused = document.activeElement;
      if (focused instanceof HTMLElement) focused.blur();
      setTimeout(() => {
        latest.current();
        if (focused instanceof HTMLElement) focused.focus();
      });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [enabled]);
}
