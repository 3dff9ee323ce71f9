import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { type CommandId, commandGroups, commandIds, entryOf } from '../../app/commandTable.ts';
import { useRefusedGlobalKeys } from '../../app/globalKeys.ts';
import { type Chord, chordsOf, effectiveKeys, reservedBecause } from '../../app/keys.ts';
import { appInfo } from '../../connection/desktop.ts';
import { changePreferences } from '../../connection/preferences.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { thisPlatform } from '../../ui/actions/chord.ts';
import { Kbd } from '../../ui/actions/Kbd.tsx';
import { Switch } from '../../ui/fields/Switch.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { usePreferences } from '../../workspace/hooks.ts';
import { takenBy } from './takenBy.ts';

/** Switches for single and global keys, and every command's own keys with a check for conflicts. */
export function KeySettings() {
  const t = useText('preferences');
  const preferences = usePreferences();
  const { globalShortcuts } = appInfo().can;
  const shown = commandIds.filter(
    (id) => entryOf(id).hidden === undefined && (entryOf(id).background === undefined || globalShortcuts),
  );
  return (
    <>
      <SettingRow
        label={t('singleKeys')}
        hint={t('singleKeysHint')}
        control={
          <Switch checked={preferences.singleKeys} onChange={(singleKeys) => changePreferences({ singleKeys })} />
        }
      />
      {appInfo().can.globalShortcuts && <GlobalKeys />}
      <div className="flex items-center justify-between gap-3 px-4 pt-4">
        <p className="text-12 text-muted">{t('keys.hint')}</p>
        <Button size="sm" variant="text" onClick={() => changePreferences({ keys: {} })}>
          {t('keys.resetAll')}
        </Button>
      </div>
      {commandGroups.map((group) => (
        <Fragment key={group}>
          <h3 className="px-4 pt-4 pb-1 text-12 font-semibold text-muted">{t(`app:groups.${group}`)}</h3>
          {shown
            .filter((id) => entryOf(id).group === group)
            .map((id) => (
              <KeyRow key={id} id={id} />
            ))}
        </Fragment>
      ))}
    </>
  );
}

/** Keys that work while the window is in the background; tells at once which the system refused. */
export function GlobalKeys() {
  const t = useText('preferences');
  const preferences = usePreferences();
  const refused = useRefusedGlobalKeys().map((id) => t(`app:commands.${id}`));
  return (
    <SettingRow
      label={t('globalKeys')}
      hint={t('globalKeysHint')}
      {...(refused.length === 0 ? {} : { error: t('globalRefused', { list: formatList(refused) }) })}
      control={<Switch checked={preferences.globalKeys} onChange={(globalKeys) => changePreferences({ globalKeys })} />}
    />
  );
}

function KeyRow({ id }: { readonly id: CommandId }) {
  const t = useText('preferences');
  const preferences = usePreferences();
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => announce(problem ?? ''), [problem]);
  const keys = effectiveKeys(id, entryOf(id).keys, preferences);
  const own = preferences.keys[id] !== undefined;
  const name = t(`app:commands.${id}`);
  const change = useRef<HTMLButtonElement>(null);
  const listened = useRef(false);
  useEffect(() => {
    // The listener took the focus and is gone: without this the next Tab would start at the top of the page.
    if (listened.current && !listening && document.activeElement === document.body) change.current?.focus();
    listened.current = listening;
  }, [listening]);

  const choose = (chord: Chord): void => {
    const reserved = chord === '' ? undefined : reservedBecause(chord);
    const taken = chord === '' ? undefined : takenBy(id, chord, preferences);
    if (reserved !== undefined) return setProblem(t(`keys.reserved.${reserved}`));
    if (taken !== undefined) return setProblem(t('keys.taken', { name: t(`app:commands.${taken}`) }));
    setListening(false);
    setProblem(undefined);
    changePreferences({ keys: { ...preferences.keys, [id]: chord } });
  };
  const reset = (): void => {
    const { [id]: _, ...rest } = preferences.keys;
    changePreferences({ keys: rest });
  };
  return (
    <SettingRow
      label={name}
      {...(problem === undefined ? {} : { error: problem })}
      control={
        <div className="flex items-center gap-3">
          {listening ? (
            <Listener
              label={t('keys.press')}
              onChord={choose}
              onEnd={() => {
                setListening(false);
                setProblem(undefined);
              }}
            />
          ) : (
            <>
              {keys.length === 0 ? (
                <span className="text-12 text-muted">{t('keys.off')}</span>
              ) : (
                keys.map((chord) => <Kbd key={chord} chord={chord} />)
              )}
              {own && (
                <Button size="sm" variant="text" aria-label={t('keys.resetName', { name })} onClick={reset}>
                  {t('keys.reset')}
                </Button>
              )}
              <Button
                ref={change}
                size="sm"
                aria-label={t('keys.changeName', { name })}
                onClick={() => setListening(true)}
              >
                {t('keys.change')}
              </Button>
            </>
          )}
        </div>
      }
    />
  );
}

/** Listens for one chord. Esc ends it, Backspace alone switches the shortcut off, Tab leaves. */
function Listener({
  label,
  onChord,
  onEnd,
}: {
  readonly label: string;
  readonly onChord: (chord: Chord) => void;
  readonly onEnd: () => void;
}) {
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => box.current?.focus(), []);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onEnd();
    if (event.code === 'Backspace' && !event.ctrlKey && !event.metaKey && !event.shiftKey) return onChord('');
    const { code, ctrlKey, shiftKey, altKey, metaKey } = event;
    const altGraph = event.getModifierState('AltGraph');
    const [chord] = chordsOf({ code, ctrlKey, shiftKey, altKey, metaKey, altGraph }, thisPlatform() === 'mac');
    if (chord !== undefined) onChord(chord);
    else if (altKey) onChord(`Alt+${code}`);
  };
  return (
    <button ref={box} type="button" className="btn btn-sm" aria-live="polite" onKeyDown={press} onBlur={onEnd}>
      {label}
    </button>
  );
}
