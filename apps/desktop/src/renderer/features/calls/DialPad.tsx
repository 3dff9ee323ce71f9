import '../../ui/calls/calls.css';

import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { Delete, Phone } from 'lucide-react';
import { type FormEvent, useState } from 'react';

import { useHomeCountry, usePhoneFormat, usePhoneText } from '../../text/phoneNumber.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Keys } from '../../ui/calls/Keys.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { TextInput } from '../../ui/fields/TextInput.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
import { useAgents, useMe } from '../../workspace/hooks.ts';
import { type CallTo, dial, redialTarget, sayRefusal } from './callActions.ts';
import { callTargets } from './callTargets.ts';
import { agentNameOf } from './names.ts';
import { notReachedText } from './TargetList.tsx';
import { isNumberLike, typedAfter } from './typedNumber.ts';
import { useMayDial } from './useMayDial.ts';
import { useDialQueues } from './useDialQueues.ts';

export interface DialPadProps {
  /** What stands in the field at first. */
  readonly initial: string;
  readonly onDialled: (id: InteractionId) => void;
}

/** Rows of colleagues below the keys. */
const MOST_PEOPLE = 5;

/** Type, press or paste a number, or find a colleague by name; Enter calls. */
export function DialPad({ initial, onDialled }: DialPadProps) {
  const t = useText('calls');
  const format = usePhoneFormat();
  const home = useHomeCountry();
  const read = format === undefined ? undefined : (typed: string) => format.readNumber(typed, home);
  const [typed, setTyped] = useState(() => typedAfter('', initial, true, read));
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [queueId, setQueueId] = useState<QueueId>();
  const queues = useDialQueues();
  const mayDial = useMayDial();
  const number = isNumberLike(typed) ? read?.(typed) : undefined;
  const people = useColleagues(isNumberLike(typed) ? '' : typed);
  const first = people.find(({ reason }) => reason === undefined);

  const write = (next: string, atEnd: boolean): void => {
    setRefusal(undefined);
    setTyped((before) => typedAfter(before, next, atEnd, read));
  };
  const call = (to: CallTo | undefined): void => {
    if (to === undefined || busy || mayDial.reason !== undefined) return;
    setBusy(true);
    void dial(to, { queueId: queueId ?? queues[0]?.id }).then((done) => {
      setBusy(false);
      if ('id' in done) onDialled(done.id);
      else setRefusal(done.refusal);
    });
  };
  const target: CallTo | undefined =
    number?.number === undefined
      ? first === undefined
        ? undefined
        : { kind: 'agent', agentId: first.agent.id }
      : { kind: 'number', number: number.number };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    call(target ?? (typed === '' ? redialTarget() : undefined));
  };
  return (
    <form className="flex flex-col gap-3" onSubmit={submit}>
      <div>
        <TextInput
          label={t('pad.label')}
          placeholder={t('pad.label')}
          inputMode="tel"
          autoComplete="off"
          value={typed}
          onChange={({ target: field }) => write(field.value, field.selectionStart === field.value.length)}
          trailing={
            typed !== '' && (
              <IconButton
                icon={Delete}
                size="xs"
                label={t('pad.delete')}
                onClick={() => write(typed.slice(0, -1), true)}
              />
            )
          }
        />
        <p className="mt-1 min-h-4 text-11 text-muted" role="status">
          {number !== undefined && <Country country={number.country} whole={number.whole} />}
        </p>
      </div>
      <Keys label={(digit) => t('keypad.key', { digit })} onKey={(digit) => write(typed + digit, true)} />
      {!isNumberLike(typed) && typed.trim() !== '' && <People people={people} onCall={call} />}
      {typed === '' && <Redial onCall={call} />}
      {queues.length > 1 && (
        <Select
          size="sm"
          label={t('pad.inName')}
          value={queueId ?? queues[0]?.id ?? null}
          options={queues.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setQueueId}
        />
      )}
      {refusal !== undefined && (
        <p role="alert" className="text-12 text-danger-text">
          {sayRefusal(refusal)}
        </p>
      )}
      <Button
        type="submit"
        variant="success"
        block
        icon={Phone}
        loading={busy}
        disabledReason={mayDial.reason === undefined ? undefined : t(mayDial.reason)}
      >
        {t('act.call')}
      </Button>
    </form>
  );
}

function Country({ country, whole }: { readonly country: string | undefined; readonly whole: boolean }) {
  const t = useText('calls');
  if (country === undefined) return null;
  const name = new Intl.DisplayNames([currentLocale()], { type: 'region' }).of(country) ?? country;
  return whole ? name : t('pad.notWhole', { country: name });
}

function useColleagues(query: string) {
  const me = useMe();
  const agents = useAgents();
  if (me === undefined || query.trim() === '') return [];
  return callTargets({ agents, queues: [], me: me.id, sends: 'consult', number: undefined }, query)
    .filter((target) => target.kind === 'agent')
    .slice(0, MOST_PEOPLE);
}

function People({
  people,
  onCall,
}: {
  readonly people: ReturnType<typeof useColleagues>;
  readonly onCall: (to: CallTo) => void;
}) {
  const t = useText('calls');
  if (people.length === 0) return <p className="text-12 text-muted">{t('pad.none')}</p>;
  return (
    <ul aria-label={t('pad.colleagues')} className="-mx-1 flex flex-col">
      {people.map(({ agent, reason }) => (
        <li key={agent.id}>
          <button
            type="button"
            className="mi w-full items-center"
            aria-disabled={reason !== undefined || undefined}
            onClick={() => {
              if (reason === undefined) onCall({ kind: 'agent', agentId: agent.id });
            }}
          >
            <Avatar
              id={agent.id}
              name={agent.name}
              size={28}
              presence={presenceShape(agent.presence.state, agent.online, agent.onCall)}
            />
            <span className="mi-lines">
              <span className="trunc block font-medium">{agent.name}</span>
              {reason !== undefined && <span className="mi-detail trunc">{notReachedText(reason, t)}</span>}
              {reason === undefined && agent.onCall !== undefined && (
                <span className="mi-detail trunc">{t('transfer.waits')}</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Whom this desk called last. */
function Redial({ onCall }: { readonly onCall: (to: CallTo) => void }) {
  const t = useText('calls');
  const last = redialTarget();
  const number = usePhoneText(last?.kind === 'number' ? last.number : undefined);
  if (last === undefined) return null;
  return (
    <Button size="sm" icon={Phone} onClick={() => onCall(last)}>
      {t('pad.redialTo', { name: number ?? nameOf(last) })}
    </Button>
  );
}

const nameOf = (to: CallTo): string => (to.kind === 'agent' ? agentNameOf(to.agentId) : to.number);
