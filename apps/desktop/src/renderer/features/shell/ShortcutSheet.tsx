import { type CommandId, commandGroups, entryOf } from '../../app/commandTable.ts';
import { useAvailableCommands, useCommandKeys } from '../../app/registry.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Kbd } from '../../ui/actions/Kbd.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';

export interface ShortcutSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChangeKeys: () => void;
}

/** All shortcuts that do something now, by group; Mod+/ (desk 2.11). */
export function ShortcutSheet({ open, onClose, onChangeKeys }: ShortcutSheetProps) {
  const t = useText('shell');
  const available = useAvailableCommands().filter((id) => entryOf(id).hidden === undefined);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="lg"
      title={t('shortcuts.title')}
      text={t('shortcuts.text')}
      closeLabel={t('app:close')}
      actions={<Button onClick={onChangeKeys}>{t('shortcuts.change')}</Button>}
    >
      {/* It may scroll and holds nothing to press: it takes the focus itself, so that arrow keys scroll it from its top. */}
      <div tabIndex={0} role="group" aria-label={t('shortcuts.title')} className="grid gap-5 mid:grid-cols-2">
        {commandGroups.map((group) => {
          const ids = available.filter((id) => entryOf(id).group === group && entryOf(id).keys.length > 0);
          if (ids.length === 0) return null;
          return (
            <section key={group} aria-label={t(`app:groups.${group}`)}>
              <h3 className="text-12 font-semibold text-muted mb-1">{t(`app:groups.${group}`)}</h3>
              <dl>
                {ids.map((id) => (
                  <ShortcutLine key={id} id={id} />
                ))}
                {group === 'conversation' && available.includes('conversation.reply') && (
                  <div className="flex items-center justify-between gap-3 py-1">
                    <dt>{t('shortcuts.leave')}</dt>
                    <dd>
                      <Kbd chord="Escape" />
                    </dd>
                  </div>
                )}
                {group === 'navigation' && available.includes('list.next') && (
                  <div className="flex items-center justify-between gap-3 py-1">
                    <dt>{t('app:commands.list.mineAll')}</dt>
                    <dd className="flex items-center gap-1">
                      <Kbd chord="Mod+Digit1" />–<Kbd chord="Digit9" />
                    </dd>
                  </div>
                )}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function ShortcutLine({ id }: { readonly id: CommandId }) {
  const t = useText('app');
  const keys = useCommandKeys(id);
  return (
    <div className="flex items-center justify-between gap-3 py-1">
      <dt>{t(`commands.${id}`)}</dt>
      <dd className="flex items-center gap-2">
        {keys.length === 0 ? (
          <span className="text-12 text-muted">{t('shell:shortcuts.none')}</span>
        ) : (
          keys.map((chord) => <Kbd key={chord} chord={chord} />)
        )}
      </dd>
    </div>
  );
}
