import type { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { Users } from 'lucide-react';

import { useText } from '../../../text/text.ts';
import { Kbd } from '../../../ui/actions/Kbd.tsx';
import { Avatar } from '../../../ui/marks/Avatar.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Highlight } from '../../../ui/overlays/Highlight.tsx';
import { PickList } from '../../../ui/overlays/PickList.tsx';
import { type CannedList, fillPlaceholders } from './canned.ts';
import type { Mentionable } from './mentions.ts';

export const LIST_ID = 'composer-pick';

interface ListProps<T> {
  readonly entries: readonly T[];
  readonly query: string;
  readonly activeId: string | undefined;
  readonly onPick: (id: string) => void;
  readonly onHover: (id: string) => void;
}

/** Canned responses for the word after `/` [41]. */
export function CannedPick({
  entries,
  query,
  state,
  names,
  ...list
}: ListProps<CannedResponse> & {
  readonly state: CannedList['state'];
  readonly names: Parameters<typeof fillPlaceholders>[1];
}) {
  const t = useText('conversation');
  return (
    <PickList
      {...list}
      id={LIST_ID}
      className="composer-pop"
      label={t('composer.canned')}
      remark={query === '' ? undefined : t('canned.match', { count: entries.length, query })}
      entries={entries.map(({ id, scope, folder, shortcut, text }) => ({
        id,
        text: (
          <span>
            /<Highlight text={shortcut} query={query} />
          </span>
        ),
        // The one that Enter takes shows all of what will be inserted.
        detail:
          id === list.activeId ? (
            <span className="whitespace-pre-line">{fillPlaceholders(text, names)}</span>
          ) : (
            <Highlight text={text.replaceAll(/\s+/gu, ' ')} query={query} />
          ),
        ...(folder === '' && scope.kind === 'center'
          ? {}
          : { aside: <Tag size="sm">{folder === '' ? t(`canned.scope.${scope.kind}`) : folder}</Tag> }),
      }))}
      empty={
        state === 'failed'
          ? t('canned.failed')
          : state === 'loading'
            ? t('loading')
            : t(query === '' ? 'canned.nothingYet' : 'canned.none')
      }
      foot={<PickKeys />}
    />
  );
}

/** Colleagues and departments for the word after `@`. */
export function MentionPick({ entries, query, ...list }: ListProps<Mentionable>) {
  const t = useText('conversation');
  return (
    <PickList
      {...list}
      id={LIST_ID}
      className="composer-pop"
      label={t('mention.title')}
      entries={entries.map(({ id, name, kind, calls }) => ({
        id,
        text: <Highlight text={name} query={query} />,
        ...(kind === 'agent'
          ? { mark: <Avatar id={id} name={name} size={20} /> }
          : { mark: <Icon glyph={Users} />, aside: t('mention.team', { count: calls.length }) }),
      }))}
      empty={t('mention.none')}
      foot={<PickKeys />}
    />
  );
}

function PickKeys() {
  const t = useText('conversation');
  return (
    <>
      <span>
        <Kbd chord="ArrowUp" />
        <Kbd chord="ArrowDown" /> {t('canned.choose')}
      </span>
      <span>
        <Kbd chord="Enter" /> {t('canned.insert')}
      </span>
      <span>
        <Kbd chord="Escape" /> {t('canned.close')}
      </span>
    </>
  );
}
