import type { ReportFilter } from '@ringdesk/shared/model/report.ts';
import { CalendarDays, ChevronDown, type LucideIcon } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { dateFormat } from '../../text/dateFormat.ts';
import { formatList } from '../../text/format.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { MultiCombobox } from '../../ui/fields/MultiCombobox.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import type { SelectOption } from '../../ui/fields/Select.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { useAgents, useChannels, useQueues } from '../../workspace/hooks.ts';
import { dayStart, dayText, periodOf, presetOf, presets } from './periods.ts';
import { narrow, setReportView, useReportView } from './reportView.ts';

const states = ['open', 'waiting', 'closed'] as const;
const marks = ['unanswered', 'wasUnanswered', 'overdue', 'wasOverdue', 'spam'] as const;
const scores = [1, 2, 3, 4, 5] as const;

/** What the list leaves out: one chip per kind of filter, each with what it lets through. */
export function FilterBar() {
  const t = useText('conversations');
  const { filter } = useReportView();
  const queues = useQueues();
  const channels = useChannels();
  const agents = useAgents();
  const topics = useMemo(() => [...new Set(queues.flatMap(({ settings }) => settings.topics))], [queues]);
  const named = (nouns: readonly { readonly id: string; readonly name: string }[]) =>
    nouns.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <div className="report-filters" role="group" aria-label={t('filter.label')}>
      <SearchField
        className="report-search"
        label={t('filter.text')}
        clearLabel={t('inbox:search.clear')}
        value={filter.text ?? ''}
        onChange={(text) => narrow({ text: text === '' ? undefined : text.slice(0, 200) })}
      />
      <PeriodChip filter={filter} />
      <MenuChip
        name={t('filter.state')}
        value={filter.state === undefined ? undefined : t(`state.${filter.state}`)}
        entries={states.map((state) => ({
          id: state,
          text: t(`state.${state}`),
          checked: filter.state === state,
          onSelect: () => narrow({ state: filter.state === state ? undefined : state }),
        }))}
      />
      <ListChip name={t('filter.queue')} values={filter.queueIds ?? []} options={named(queues)} field="queueIds" />
      <ListChip
        name={t('filter.channel')}
        values={filter.channelIds ?? []}
        options={named(channels)}
        field="channelIds"
      />
      <ListChip name={t('filter.agent')} values={filter.agentIds ?? []} options={named(agents)} field="agentIds" />
      {topics.length > 0 && (
        <ListChip
          name={t('filter.topic')}
          values={filter.topics ?? []}
          options={topics.map((topic) => ({ value: topic, text: topic }))}
          field="topics"
        />
      )}
      <MenuChip
        name={t('filter.rating')}
        value={filter.ratings === undefined ? undefined : formatList(filter.ratings.map(String))}
        entries={scores.map((score) => ({
          id: String(score),
          text: t('filter.stars', { count: score }),
          checked: filter.ratings?.includes(score) === true,
          onSelect: () => narrow({ ratings: toggled(filter.ratings ?? [], score) }),
        }))}
      />
      <MenuChip
        name={t('filter.marks')}
        value={marksText(filter, t)}
        entries={marks.map((mark) => ({
          id: mark,
          text: t(`mark.${mark}`),
          checked: filter[mark] === true,
          onSelect: () => narrow({ [mark]: filter[mark] === true ? undefined : true }),
        }))}
      />
      {Object.keys(filter).length > 0 && (
        <Button size="sm" variant="text" onClick={() => setReportView({ filter: {}, viewId: undefined })}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

const toggled = (list: readonly number[], item: number): number[] =>
  (list.includes(item) ? list.filter((each) => each !== item) : [...list, item]).toSorted((a, b) => a - b);

function marksText(filter: ReportFilter, t: (key: string) => string): string | undefined {
  const chosen = marks.filter((mark) => filter[mark] === true);
  return chosen.length === 0 ? undefined : formatList(chosen.map((mark) => t(`mark.${mark}`)));
}

/** The face of a filter: its name, and what it lets through; with nothing chosen it lets everything through. */
function Chip({
  name,
  value,
  icon,
  ...rest
}: {
  readonly name: string;
  readonly value: string | undefined;
  readonly icon?: LucideIcon;
}) {
  return (
    <Button
      {...rest}
      size="sm"
      className={classNames('report-chip', value !== undefined && 'is-on')}
      {...(icon === undefined ? {} : { icon })}
    >
      <span className="text-secondary">{name}</span>
      {value !== undefined && <span className="trunc font-medium">{value}</span>}
      <Icon glyph={ChevronDown} size={12} />
    </Button>
  );
}

function MenuChip(props: { readonly name: string; readonly value: string | undefined; readonly entries: MenuEntry[] }) {
  return <Menu entries={props.entries} trigger={<Chip name={props.name} value={props.value} />} />;
}

/** So many are a menu to tick in; more are looked for by their name. */
const SEEN_AT_ONCE = 12;

/** One or several of a kind; nothing where there is none to choose. */
function ListChip({
  name,
  values,
  options,
  field,
}: {
  readonly name: string;
  readonly values: readonly string[];
  readonly options: readonly SelectOption<string>[];
  readonly field: 'queueIds' | 'channelIds' | 'agentIds' | 'topics';
}) {
  const t = useText('conversations');
  if (options.length === 0) return null;
  const chosen = options.filter(({ value }) => values.includes(value));
  const value =
    values.length === 0
      ? undefined
      : chosen.length <= 2
        ? formatList(chosen.map(({ text }) => text))
        : t('filter.several', { count: values.length });
  // The ids come from the nouns of this very kind.
  const choose = (next: readonly string[]): void => narrow({ [field]: next } as ReportFilter);
  if (options.length <= SEEN_AT_ONCE)
    return (
      <MenuChip
        name={name}
        value={value}
        entries={options.map((option) => {
          const checked = values.includes(option.value);
          const others = chosen.map((each) => each.value).filter((each) => each !== option.value);
          return {
            id: option.value,
            text: option.text,
            checked,
            onSelect: () => choose(checked ? others : [...others, option.value]),
          };
        })}
      />
    );
  return (
    <Popover label={name} className="report-pop" trigger={<Chip name={name} value={value} />}>
      <MultiCombobox
        label={name}
        values={chosen.map((option) => option.value)}
        options={options}
        placeholder={t('filter.find')}
        empty={t('filter.noMatch')}
        removeLabel={(text) => t('inbox:filter.remove', { name: text })}
        onChange={choose}
      />
    </Popover>
  );
}

function PeriodChip({ filter }: { readonly filter: ReportFilter }): ReactNode {
  const t = useText('conversations');
  const now = serverNow();
  const preset = presetOf(filter, now);
  const value =
    preset === 'any'
      ? undefined
      : preset === undefined
        ? t('period.range', {
            from: day(filter.from) ?? '…',
            to: day(filter.to === undefined ? undefined : filter.to - 1) ?? '…',
          })
        : t(`period.${preset}`);
  return (
    <Popover
      label={t('filter.period')}
      className="report-pop"
      trigger={<Chip name={t('filter.period')} value={value} icon={CalendarDays} />}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-1">
          {presets.map((each) => (
            <Button
              key={each}
              size="sm"
              aria-pressed={each === preset}
              className={classNames('report-chip', each === preset && 'is-on')}
              onClick={() => narrow({ from: undefined, to: undefined, ...periodOf(each, serverNow()) })}
            >
              {t(`period.${each}`)}
            </Button>
          ))}
        </div>
        <div className="flex gap-2">
          <TextField
            type="date"
            label={t('period.from')}
            value={dayText(filter.from)}
            onChange={(event) => narrow({ from: dayStart(event.target.value) })}
          />
          <TextField
            type="date"
            label={t('period.to')}
            value={dayText(filter.to, -1)}
            onChange={(event) => narrow({ to: dayStart(event.target.value, 1) })}
          />
        </div>
      </div>
    </Popover>
  );
}

function day(at: number | undefined): string | undefined {
  return at === undefined ? undefined : dateFormat(currentLocale(), { day: 'numeric', month: 'short' }).format(at);
}
