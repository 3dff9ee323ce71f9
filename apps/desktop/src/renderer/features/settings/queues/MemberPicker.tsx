import type { Member } from '@ringdesk/shared/model/queue.ts';
import { memberKey } from '@ringdesk/shared/rules/queueMembers.ts';
import { Plus, Users } from 'lucide-react';
import { useId, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { classNames } from '../../../ui/classNames.ts';
import { announce } from '../../../ui/feedback/liveRegionStore.ts';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { Avatar } from '../../../ui/marks/Avatar.tsx';
import { Highlight } from '../../../ui/overlays/Highlight.tsx';
import { Popover } from '../../../ui/overlays/Popover.tsx';
import { useAgents, useDepartments } from '../../../workspace/hooks.ts';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { usePresenceText, useSettingsText } from '../frame/useWords.ts';

interface Choice {
  readonly key: string;
  readonly member: Member;
  readonly name: string;
  readonly detail: string;
  /** Words that find it besides the name. */
  readonly also: string;
}

/** Adds agents and, where asked, departments to an order; stays open for the next one. A pasted list of e-mail addresses adds everyone known. */
export function MemberPicker({
  present,
  withDepartments,
  onAdd,
}: {
  readonly present: readonly Member[];
  readonly withDepartments: boolean;
  readonly onAdd: (members: readonly Member[]) => void;
}) {
  const t = useSettingsText();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const choices = useChoices(present, withDepartments, query);
  const byEmail = useMembersByEmail();
  const current = choices[Math.min(active, choices.length - 1)];

  const add = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onAdd([choice.member]);
    announce(t('members.added', { name: choice.name }));
    setQuery('');
    setActive(0);
  };
  const paste = (text: string): boolean => {
    const emails = text.toLowerCase().match(/[^\s,;<>]+@[^\s,;<>]+/g) ?? [];
    if (emails.length < 2) return false;
    const taken = new Set(present.map(memberKey));
    const found = emails.flatMap((email) => byEmail.get(email) ?? []).filter((member) => !taken.has(memberKey(member)));
    onAdd([...new Map(found.map((member) => [memberKey(member), member])).values()]);
    setUnknown(emails.filter((email) => !byEmail.has(email)));
    return true;
  };

  return (
    <Popover
      title={t(withDepartments ? 'members.add' : 'members.addAgents')}
      className="w-80"
      onOpenChange={() => {
        setQuery('');
        setUnknown([]);
      }}
      trigger={
        <Button variant="text" icon={Plus} className="mt-2.5">
          {t(withDepartments ? 'members.add' : 'members.addAgents')}
        </Button>
      }
    >
      <TextInput
        label={t('members.search')}
        placeholder={t('members.search')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={current === undefined ? undefined : `${id}-${current.key.replace(' ', '-')}`}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onPaste={(event) => {
          if (paste(event.clipboardData.getData('text'))) event.preventDefault();
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.min(active + 1, choices.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
          else if (event.key === 'Enter') add(current);
          else return;
          event.preventDefault();
        }}
      />
      <div id={id} role="listbox" aria-label={t('members.search')} className="picker-list">
        {choices.map((choice) => (
          <div
            key={choice.key}
            id={`${id}-${choice.key.replace(' ', '-')}`}
            role="option"
            aria-selected={choice === current}
            className={classNames('mi', choice === current && 'is-active')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(choice)}
          >
            <MemberMark member={choice.member} name={choice.name} />
            <span className="mi-lines">
              <span className="block trunc">
                <Highlight text={choice.name} query={query} />
              </span>
              <span className="mi-detail">{choice.detail}</span>
            </span>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="hint pt-2">{t(query === '' ? 'members.all' : 'members.noMatch')}</p>}
      {unknown.length > 0 && (
        <p className="hint pt-2" role="status">
          {t('members.unknownEmails', { count: unknown.length, emails: unknown.join(', ') })}
        </p>
      )}
    </Popover>
  );
}

/** The avatar of an agent, or the sign of a department. */
export function MemberMark({ member, name }: { readonly member: Member; readonly name: string }) {
  const agent = useAgents().find((each) => member.kind === 'agent' && each.id === member.agentId);
  if (agent !== undefined) return <AgentAvatar agent={agent} />;
  return (
    <Avatar id={memberKey(member)} name={name} size={28} {...(member.kind === 'department' ? { glyph: Users } : {})} />
  );
}

/** Whoever may be added, departments first; people who no longer work here are not offered. */
function useChoices(present: readonly Member[], withDepartments: boolean, query: string): readonly Choice[] {
  const t = useSettingsText();
  const presenceText = usePresenceText();
  const agents = useAgents();
  const departments = useDepartments();
  const taken = new Set(present.map(memberKey));
  const all: Choice[] = [
    ...(withDepartments ? departments : []).map(({ id, name, agentIds }) => {
      const member: Member = { kind: 'department', departmentId: id };
      return {
        key: memberKey(member),
        member,
        name,
        also: '',
        detail: t('members.people', { count: agentIds.length }),
      };
    }),
    ...agents
      .filter((agent) => !agent.dismissed)
      .map((agent) => {
        const member: Member = { kind: 'agent', agentId: agent.id };
        return { key: memberKey(member), member, name: agent.name, also: agent.email, detail: presenceText(agent) };
      }),
  ];
  const needle = query.trim().toLocaleLowerCase();
  return all.filter(
    (choice) => !taken.has(choice.key) && `${choice.name} ${choice.also}`.toLocaleLowerCase().includes(needle),
  );
}

function useMembersByEmail(): ReadonlyMap<string, Member> {
  const agents = useAgents().filter((agent) => !agent.dismissed);
  return new Map(agents.map((agent) => [agent.email.toLowerCase(), { kind: 'agent', agentId: agent.id }]));
}
