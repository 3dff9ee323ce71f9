import { Menu as Primitive } from '@base-ui/react/menu';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useRef } from 'react';

import { Kbd } from '../actions/Kbd.tsx';
import { classNames } from '../classNames.ts';
import { Icon } from '../marks/Icon.tsx';
import { usePortalContainer } from '../portalContainer.ts';

/** One line of a menu. `checked` makes it a tick that stays open to toggling; `radio` one of a group. */
export type MenuEntry =
  | { kind: 'line' }
  | { kind: 'label'; text: string }
  | {
      kind?: 'action';
      id: string;
      text: string;
      detail?: string;
      icon?: LucideIcon;
      /** Drawn in place of the icon: a presence dot, an avatar. */
      mark?: ReactNode;
      chord?: string;
      danger?: boolean;
      /** Why it cannot be chosen now, shown below its text. */
      disabledReason?: string;
      checked?: boolean;
      onSelect: () => void;
    }
  | { kind: 'submenu'; id: string; text: string; icon?: LucideIcon; entries: MenuEntry[] };

export interface MenuProps {
  /** The button that opens it: `<Button>`, `<IconButton>` or a plain `<button>`. */
  trigger: ReactElement;
  /** A function where many menus are on the screen: it is asked when one opens. */
  entries: MenuEntry[] | (() => MenuEntry[]);
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** While it is open, the chord of an entry (a plain key, without modifiers) chooses it. */
  chordsChoose?: boolean;
  /** Where the focus goes when it closes; absent: to the trigger. */
  returnFocus?: () => HTMLElement | null;
}

const Action = ({ entry }: { entry: Extract<MenuEntry, { onSelect: () => void }> }) => {
  const detail = entry.disabledReason ?? entry.detail;
  const inside = (
    <>
      {entry.mark !== undefined && <span className="mi-check">{entry.mark}</span>}
      {entry.icon !== undefined && <Icon glyph={entry.icon} />}
      <span className="mi-lines">
        <span className="block">{entry.text}</span>
        {detail !== undefined && <span className="mi-detail">{detail}</span>}
      </span>
      {entry.chord !== undefined && <Kbd chord={entry.chord} />}
      {entry.checked === true && (
        <span className="mi-check">
          <Icon glyph={Check} size={14} />
        </span>
      )}
    </>
  );
  const className = classNames('mi', entry.danger === true && 'mi-danger');
  const disabled = entry.disabledReason !== undefined;
  return entry.checked === undefined ? (
    <Primitive.Item className={className} label={entry.text} disabled={disabled} onClick={entry.onSelect}>
      {inside}
    </Primitive.Item>
  ) : (
    <Primitive.CheckboxItem
      className={className}
      label={entry.text}
      disabled={disabled}
      checked={entry.checked}
      onCheckedChange={() => entry.onSelect()}
      closeOnClick
    >
      {inside}
    </Primitive.CheckboxItem>
  );
};

const Submenu = ({ entry }: { entry: Extract<MenuEntry, { kind: 'submenu' }> }) => (
  <Primitive.SubmenuRoot>
    <Primitive.SubmenuTrigger className="mi" label={entry.text}>
      {entry.icon !== undefined && <Icon glyph={entry.icon} />}
      <span className="mi-lines">{entry.text}</span>
      <Icon glyph={ChevronRight} size={14} />
    </Primitive.SubmenuTrigger>
    <Popup entries={entry.entries} align="start" side="right" />
  </Primitive.SubmenuRoot>
);

/** The entry whose chord was pressed. Enter on an entry that the arrows have reached is that entry's own. */
function entryOfKey(entries: readonly MenuEntry[], event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  const onEntry = event.target instanceof Element && event.target.closest('[role^="menuitem"]') !== null;
  if (event.code === 'Enter' && onEntry) return undefined;
  const code = event.code === 'NumpadEnter' ? 'Enter' : event.code.replace(/^Numpad(?=\d$)/, 'Digit');
  return entries.find(
    (entry): entry is Extract<MenuEntry, { onSelect: () => void }> =>
      'chord' in entry && entry.chord === code && entry.disabledReason === undefined,
  );
}

const entryKey = (entry: MenuEntry, index: number): string => ('id' in entry ? entry.id : `${entry.kind}-${index}`);

const listed = (entries: MenuProps['entries']): MenuEntry[] => (typeof entries === 'function' ? entries() : entries);

/** Drawn only while its menu is open. */
const Entries = ({ entries }: Pick<MenuProps, 'entries'>) => (
  <div className="pop-list">
    {listed(entries).map((entry, index) => {
      const key = entryKey(entry, index);
      if (entry.kind === 'line') return <Primitive.Separator key={key} className="mi-line" />;
      if (entry.kind === 'label')
        return (
          <div key={key} className="mi-label" role="presentation">
            {entry.text}
          </div>
        );
      if (entry.kind === 'submenu') return <Submenu key={key} entry={entry} />;
      return <Action key={key} entry={entry} />;
    })}
  </div>
);

interface PopupProps extends Pick<MenuProps, 'entries' | 'align' | 'side' | 'returnFocus'> {
  /** Given where chords choose: closes it, as choosing an entry does. */
  onChosen?: (() => void) | undefined;
}

const Popup = ({ entries, align, side, returnFocus, onChosen }: PopupProps) => {
  const container = usePortalContainer();
  const press = (event: KeyboardEvent): void => {
    const entry = onChosen && entryOfKey(listed(entries), event);
    if (entry === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChosen?.();
    entry.onSelect();
  };
  return (
    <Primitive.Portal container={container}>
      <Primitive.Positioner className="pop-pos" align={align} side={side} sideOffset={6} collisionPadding={8}>
        <Primitive.Popup
          className="pop menu"
          {...(returnFocus && { finalFocus: returnFocus })}
          onKeyDownCapture={press}
        >
          <Entries entries={entries} />
        </Primitive.Popup>
      </Primitive.Positioner>
    </Primitive.Portal>
  );
};

/** A menu of actions. Arrow keys and typing move, Esc closes, focus returns to the trigger. */
export const Menu = ({
  trigger,
  entries,
  align = 'start',
  side = 'bottom',
  open,
  onOpenChange,
  chordsChoose = false,
  returnFocus,
}: MenuProps) => {
  const actions = useRef<Primitive.Root.Actions>(null);
  const close = (): void => {
    if (open === undefined) actions.current?.close();
    else onOpenChange?.(false);
  };
  return (
    <Primitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)} modal={false} actionsRef={actions}>
      <Primitive.Trigger render={trigger} />
      <Popup
        entries={entries}
        align={align}
        side={side}
        {...(returnFocus && { returnFocus })}
        onChosen={chordsChoose ? close : undefined}
      />
    </Primitive.Root>
  );
};
