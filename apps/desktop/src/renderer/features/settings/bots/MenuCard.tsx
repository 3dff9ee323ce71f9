import type { BotChoice, BotMenu } from '@ringdesk/shared/model/bot.ts';
import { Plus, Trash2 } from 'lucide-react';

import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { moved } from '../frame/SortableRows.tsx';
import { ChoiceRow } from './ChoiceRow.tsx';

/** Choices of one menu at most, as the contract bounds them. */
const MOST_CHOICES = 10;

/** One menu: what is said, and what there is to choose. */
export function MenuCard({
  menu,
  number,
  menus,
  reached,
  editable,
  attempted,
  onChange,
  onNewMenu,
  onRemove,
}: {
  readonly menu: BotMenu;
  /** From 1; the first one greets. */
  readonly number: number;
  readonly menus: readonly BotMenu[];
  /** Whether customers can come here. */
  readonly reached: boolean;
  readonly editable: boolean;
  /** Show what is missing. */
  readonly attempted: boolean;
  readonly onChange: (menu: BotMenu) => void;
  /** Makes a menu; the change is told its id. */
  readonly onNewMenu: (change: (id: string) => BotMenu) => void;
  readonly onRemove?: () => void;
}) {
  const t = useSettingsText();
  const title = number === 1 ? t('bot.greeting') : t('bot.menu', { number });
  const withChoice = (at: number, choice: BotChoice): BotMenu => ({
    ...menu,
    choices: menu.choices.map((each, index) => (index === at ? choice : each)),
  });
  return (
    <section className="card" aria-label={title}>
      <div className="card-h">
        <h3>{title}</h3>
        {!reached && (
          <Tag size="sm" tone="warn">
            {t('bot.unreachable')}
          </Tag>
        )}
        <span className="fill" />
        {editable && onRemove !== undefined && (
          <IconButton size="sm" icon={Trash2} label={t('bot.removeMenu', { number })} onClick={onRemove} />
        )}
      </div>
      <div className="flex flex-col gap-3 p-4">
        <TextArea
          label={t('bot.says')}
          rows={2}
          maxLength={2_000}
          value={menu.text}
          aria-invalid={(attempted && menu.text.trim() === '') || undefined}
          disabled={!editable}
          onChange={(event) => onChange({ ...menu, text: event.target.value })}
        />
        <ol className="bot-choices" aria-label={t('bot.choices', { menu: title })}>
          {menu.choices.map((choice, at) => (
            // A choice has no identity but its place.
            <li key={at} className="bot-choice">
              <ChoiceRow
                choice={choice}
                number={at + 1}
                count={menu.choices.length}
                menuId={menu.id}
                menus={menus}
                editable={editable}
                attempted={attempted}
                onChange={(next) => onChange(withChoice(at, next))}
                onNewMenu={() => onNewMenu((menuId) => withChoice(at, { ...choice, then: { kind: 'menu', menuId } }))}
                onMove={(to) => onChange({ ...menu, choices: [...moved(menu.choices, at, to)] })}
                onRemove={() => onChange({ ...menu, choices: menu.choices.filter((_, index) => index !== at) })}
              />
            </li>
          ))}
        </ol>
        {editable && menu.choices.length < MOST_CHOICES && (
          <Button
            variant="text"
            icon={Plus}
            className="self-start"
            onClick={() =>
              onChange({
                ...menu,
                choices: [...menu.choices, { label: t('bot.newChoice'), answer: '', then: { kind: 'person' } }],
              })
            }
          >
            {t('bot.addChoice')}
          </Button>
        )}
      </div>
    </section>
  );
}
