import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { queueBehaviour } from '@ringdesk/shared/rules/queueBehaviour.ts';
import type { QueueWarning } from '@ringdesk/shared/rules/queueWarnings.ts';
import { Info, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';

import { SectionSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { TryIt } from '../../../ui/settings/TryIt.tsx';
import type { Field } from '../form/changes.ts';
import { type Answer, useAnswer } from '../frame/useAnswer.ts';
import { secondsText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import type { QueueCardProps } from './queueCard.ts';
import { tabOf } from './queueFields.ts';
import { type QueueForm, settingsOf } from './queueForm.ts';
import { behaviourText, warningText } from './queueWords.ts';
import { Notice, type Trial, TryItDecision } from './TryItDecision.tsx';
import { TryItWhen } from './TryItWhen.tsx';

/** Typing settles before it is asked again. */
const SETTLED_MS = 250;

/** A warning about a field of the form; whether the queue is on is no field of it. */
export type FormWarning = QueueWarning & { readonly field: Field<QueueForm> };

type Given = Pick<QueueCardProps, 'form' | 'around'> & { readonly queueId: QueueId };

/** What was asked, and the answer. */
export interface Trying {
  /** The moment that is tried; undefined: now. */
  readonly at: Instant | undefined;
  readonly setAt: (at: Instant | undefined) => void;
  readonly answer: Answer<Trial>;
}

export interface TryItProps extends Pick<QueueCardProps, 'form' | 'around'> {
  readonly trying: Trying;
  /** What to know about the fields of the other tabs. */
  readonly elsewhere: readonly FormWarning[];
  /** Shows the field a warning is about. */
  readonly onReveal: (field: Field<QueueForm>) => void;
}

/** Who would get the next conversation with the settings as they stand in the form, saved or not. */
export function useTryIt({ queueId, form, around }: Given): Trying {
  const [at, setAt] = useState<Instant>();
  const settings = useMemo(() => settingsOf(form.values), [form.values]);
  // The decision depends on the people as they are now.
  const facts = around.people
    .map(({ id, presence, online, shiftOpen, absent, dismissed, chatLoad, receives }) =>
      [id, presence.state, online, shiftOpen, absent, dismissed, chatLoad, receives].join(' '),
    )
    .join();
  const asked = form.valid ? { queueId, settings, ...(at !== undefined && { at }) } : undefined;
  return { at, setAt, answer: useAnswer('routing.tryIt', asked, { afterMs: SETTLED_MS, renewOn: facts }) };
}

/** The column beside the form. */
export function TryItPanel(props: TryItProps) {
  const t = useSettingsText();
  return (
    <TryIt
      title={t('try.title')}
      {...(props.form.changed.length > 0 ? { tag: t('try.unsaved') } : {})}
      again={{ label: t('try.again'), onPress: props.trying.answer.again }}
      inputs={<TryItWhen at={props.trying.at} onChange={props.trying.setAt} />}
    >
      <TryItBody {...props} />
    </TryIt>
  );
}

/** The same on a narrow window. */
export function TryItDrawer({
  open,
  onClose,
  ...props
}: TryItProps & { readonly open: boolean; readonly onClose: () => void }) {
  const t = useSettingsText();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('try.title')}
      {...(props.form.changed.length > 0 ? { text: t('try.unsaved') } : {})}
      closeLabel={t('app:close')}
    >
      <div className="-mx-4">
        <div className="try-in">
          <TryItWhen at={props.trying.at} onChange={props.trying.setAt} />
        </div>
        <TryItBody {...props} />
      </div>
    </Drawer>
  );
}

function TryItBody({ form, around, trying, elsewhere, onReveal }: TryItProps) {
  const t = useSettingsText();
  const { answer } = trying;
  return (
    <>
      {!form.valid ? (
        <Notice>{t('try.invalid')}</Notice>
      ) : answer.value === undefined ? (
        answer.refusal === undefined ? (
          <div className="p-4">
            <SectionSkeleton label={t('app:loading')} lines={5} />
          </div>
        ) : (
          <Notice>{wordsOf(answer.refusal)}</Notice>
        )
      ) : (
        <TryItDecision form={form} around={around} answer={answer.value} />
      )}
      <ToCheck elsewhere={elsewhere} onReveal={onReveal} />
      <h3 className="try-title">{t('behaviour.title')}</h3>
      <ul className="behaviour">
        {queueBehaviour(settingsOf(form.values), around).map((sentence) => (
          <li key={sentence.about}>{behaviourText(t, sentence, secondsText)}</li>
        ))}
      </ul>
    </>
  );
}

/** What is contradictory on the other tabs; pressing a line shows its field. */
function ToCheck({ elsewhere, onReveal }: Pick<TryItProps, 'elsewhere' | 'onReveal'>) {
  const t = useSettingsText();
  if (elsewhere.length === 0) return null;
  return (
    <>
      <h3 className="try-title">{t('try.check')}</h3>
      <ul className="to-check">
        {elsewhere.map((warning) => (
          <li key={warning.code}>
            <button
              type="button"
              className={warning.level === 'hint' ? 'warning is-hint' : 'warning'}
              onClick={() => onReveal(warning.field)}
            >
              <Icon glyph={warning.level === 'hint' ? Info : TriangleAlert} size={14} />
              <span>
                <span className="block text-12 font-medium">{t(`queue.tab.${tabOf(warning.field)}`)}</span>
                {warningText(t, warning, secondsText)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
