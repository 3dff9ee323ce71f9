import type { BotChoice, BotMenu, BotStep } from '@ringdesk/shared/model/bot.ts';
import { ArrowDown, ArrowUp, X } from 'lucide-react';

import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Select, type SelectOption } from '../../../ui/fields/Select.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { useSettingsText } from '../frame/useWords.ts';

/** A step as one word, for the list of what a choice leads to. */
const keyOf = (step: BotStep): string =>
  step.kind === 'menu' ? `menu ${step.menuId}` : step.kind === 'queue' ? `queue ${step.queueId}` : step.kind;

const NEW_MENU = 'new';
/** Characters of a menu's text that stand for it in a list. */
const SHOWN = 40;

/** One choice: its words, what is answered, and where it leads. */
export function ChoiceRow({
  choice,
  number,
  count,
  menuId,
  menus,
  editable,
  attempted,
  onChange,
  onNewMenu,
  onMove,
  onRemove,
}: {
  readonly choice: BotChoice;
  readonly number: number;
  readonly count: number;
  /** The menu it stands in. */
  readonly menuId: string;
  readonly menus: readonly BotMenu[];
  readonly editable: boolean;
  readonly attempted: boolean;
  readonly onChange: (choice: BotChoice) => void;
  readonly onNewMenu: () => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}) {
  const t = useSettingsText();
  const steps = useSteps(menuId, menus, choice.then);
  return (
    <>
      <div className="bot-choice-line">
        <span className="num text-12 text-muted">{number}</span>
        <TextInput
          className="min-w-0 flex-1"
          label={t('bot.choiceLabel', { number })}
          value={choice.label}
          maxLength={60}
          invalid={attempted && choice.label.trim() === ''}
          disabled={!editable}
          onChange={(event) => onChange({ ...choice, label: event.target.value })}
        />
        <Select
          className="w-56"
          label={t('bot.leadsTo', { number })}
          value={keyOf(choice.then)}
          options={steps.map(({ value, text }) => ({ value, text }))}
          onChange={(value) => {
            if (value === NEW_MENU) onNewMenu();
            else onChange({ ...choice, then: steps.find((step) => step.value === value)?.step ?? choice.then });
          }}
          disabled={!editable}
        />
        {editable && (
          <span className="flex">
            <IconButton
              size="xs"
              icon={ArrowUp}
              label={t('bot.choiceUp', { number })}
              disabled={number === 1}
              onClick={() => onMove(number - 2)}
            />
            <IconButton
              size="xs"
              icon={ArrowDown}
              label={t('bot.choiceDown', { number })}
              disabled={number === count}
              onClick={() => onMove(number)}
            />
            <IconButton
              size="xs"
              icon={X}
              label={t('bot.choiceRemove', { number })}
              disabled={count === 1}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      <TextArea
        label={t('bot.answer', { number })}
        hideLabel
        placeholder={t('bot.answerExample')}
        rows={1}
        maxLength={2_000}
        value={choice.answer}
        disabled={!editable}
        onChange={(event) => onChange({ ...choice, answer: event.target.value })}
      />
    </>
  );
}

interface Step extends SelectOption<string> {
  /** None: a menu is made. */
  readonly step?: BotStep;
}

/** Everything a choice can lead to; a queue that is gone is named so. */
function useSteps(menuId: string, menus: readonly BotMenu[], current: BotStep): readonly Step[] {
  const t = useSettingsText();
  // Who writes is of no use to who answers calls.
  const queues = useQueues().filter(({ medium }) => medium === 'chat');
  const person: BotStep = { kind: 'person' };
  const end: BotStep = { kind: 'end' };
  const known: Step[] = [
    { value: keyOf(person), text: t('bot.to.person'), step: person },
    { value: keyOf(end), text: t('bot.to.end'), step: end },
    ...menus.map((menu, at): Step => {
      const step: BotStep = { kind: 'menu', menuId: menu.id };
      const text = menu.text.length > SHOWN ? `${menu.text.slice(0, SHOWN)}…` : menu.text;
      const key = menu.id === menuId ? 'bot.to.same' : at === 0 ? 'bot.to.first' : 'bot.to.menu';
      return { value: keyOf(step), text: t(key, { number: at + 1, text }), step };
    }),
    { value: NEW_MENU, text: t('bot.to.new') },
    ...queues.map(({ id, name }): Step => {
      const step: BotStep = { kind: 'queue', queueId: id };
      return { value: keyOf(step), text: t('bot.to.queue', { name }), step };
    }),
  ];
  const lost = !known.some(({ value }) => value === keyOf(current));
  return lost ? [...known, { value: keyOf(current), text: t('gone'), step: current }] : known;
}
