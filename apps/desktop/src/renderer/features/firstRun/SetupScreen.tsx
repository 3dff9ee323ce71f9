import { Email } from '@ringdesk/shared/model/mail.ts';
import { PASSWORD_LENGTH } from '@ringdesk/shared/rules/passwordLength.ts';
import { type FormEvent, useState } from 'react';

import { type Attempt, setUp } from '../../connection/session.ts';
import { passwordProblem } from '../../text/passwordProblem.ts';
import { refusalText } from '../../text/refusalText.ts';
import { currentLanguage, type Translate, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { FirstRunLayout } from '../../ui/entry/FirstRunLayout.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { RadioList } from '../../ui/fields/RadioList.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { stepsOf } from './steps.ts';

type Failure = Extract<Attempt<unknown>, { ok: false }>['error'];
type Start = 'queue' | 'demo' | 'nothing';

/** What is typed over the steps; sent in one request at the end. */
export interface SetupForm {
  readonly code: string;
  readonly centerName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly start: Start;
  readonly queueName: string;
  readonly channelName: string;
}

const steps = ['center', 'you', 'queue'] as const;
type Step = (typeof steps)[number];

export interface SetupScreenProps {
  readonly onDone: () => void;
  readonly languageChoice: React.ReactNode;
  readonly bar?: React.ReactNode;
}

/** An empty database: makes the first admin, a first queue and website chat, or the demo team in one click. */
export function SetupScreen({ onDone, languageChoice, bar }: SetupScreenProps) {
  const t = useText('firstRun');
  const [form, setForm] = useState<SetupForm>({
    code: '',
    centerName: '',
    name: '',
    email: '',
    password: '',
    start: 'queue',
    queueName: '',
    channelName: '',
  });
  const [step, setStep] = useState<Step>('center');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const at = steps.indexOf(step);
  const problems = problemsOf(form, step, t, failure);
  const change = (part: Partial<SetupForm>): void => setForm({ ...form, ...part });

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const [wrong] = Object.keys(problemsOf(form, step, t, undefined));
    if (wrong !== undefined) return focusField(event.currentTarget, wrong);
    const next = steps[at + 1];
    if (next !== undefined) {
      setTried(false);
      return setStep(next);
    }
    setBusy(true);
    setFailure(undefined);
    const reply = await setUp(requestOf(form, t));
    setBusy(false);
    if (reply.ok) return onDone();
    setFailure(reply.error);
    setStep(stepOfFailure(reply.error));
  };
  const shown = tried || failure !== undefined ? problems : {};
  return (
    <form className="contents" noValidate onSubmit={(event) => void submit(event)}>
      <FirstRunLayout
        welcome={t('welcome')}
        stepsLabel={t('steps')}
        steps={stepsOf(steps, at, t)}
        note={t('note')}
        lead={t('lead', { n: at + 1, count: steps.length })}
        title={t(`${step}.title`)}
        text={t(`${step}.text`)}
        bar={bar}
        foot={
          <>
            {at > 0 && (
              <Button variant="ghost" size="lg" onClick={() => setStep(steps[at - 1] ?? 'center')}>
                {t('app:back')}
              </Button>
            )}
            {at === 0 && languageChoice}
            <span className="fill" />
            <Button type="submit" variant="primary" size="lg" loading={busy}>
              {step === 'queue' ? t('queue.create') : t('continue')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4 mt-5">
          {failure !== undefined && Object.keys(shown).length === 0 && (
            <Banner tone="danger">
              {failure.code === 'unreachable'
                ? t('refusals:unreachable')
                : refusalText(failure, () => undefined, serverNow())}
            </Banner>
          )}
          {step === 'center' && <CenterFields form={form} change={change} problems={shown} />}
          {step === 'you' && <YouFields form={form} change={change} problems={shown} />}
          {step === 'queue' && <QueueFields form={form} change={change} problems={shown} />}
        </div>
      </FirstRunLayout>
    </form>
  );
}

type Problems = Partial<Record<keyof SetupForm, string>>;

interface FieldsProps {
  readonly form: SetupForm;
  readonly change: (part: Partial<SetupForm>) => void;
  readonly problems: Problems;
}

function CenterFields({ form, change, problems }: FieldsProps) {
  const t = useText('firstRun');
  return (
    <>
      <TextField
        label={t('center.code')}
        name="code"
        size="lg"
        autoComplete="one-time-code"
        spellCheck={false}
        value={form.code}
        error={problems.code}
        onChange={(event) => change({ code: event.target.value })}
      />
      <TextField
        label={t('center.name')}
        name="centerName"
        size="lg"
        placeholder={t('center.placeholder')}
        autoComplete="organization"
        maxLength={80}
        value={form.centerName}
        error={problems.centerName}
        onChange={(event) => change({ centerName: event.target.value })}
      />
    </>
  );
}

function YouFields({ form, change, problems }: FieldsProps) {
  const t = useText('login');
  return (
    <>
      <TextField
        label={t('join.name')}
        name="name"
        size="lg"
        autoComplete="name"
        maxLength={80}
        value={form.name}
        error={problems.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        size="lg"
        autoComplete="username"
        value={form.email}
        error={problems.email}
        onChange={(event) => change({ email: event.target.value })}
      />
      <PasswordField
        label={t('password')}
        name="password"
        size="lg"
        autoComplete="new-password"
        showLabel={t('showPassword')}
        hideTextLabel={t('hidePassword')}
        hint={t('join.passwordHint', PASSWORD_LENGTH)}
        value={form.password}
        error={problems.password}
        onChange={(event) => change({ password: event.target.value })}
      />
    </>
  );
}

function QueueFields({ form, change, problems }: FieldsProps) {
  const t = useText('firstRun');
  return (
    <>
      <RadioList
        label={t('queue.label')}
        value={form.start}
        options={[
          { value: 'queue', text: t('queue.own'), hint: t('queue.ownText') },
          { value: 'demo', text: t('queue.demo'), hint: t('queue.demoText') },
          { value: 'nothing', text: t('queue.nothing'), hint: t('queue.nothingText') },
        ]}
        onChange={(start) => change({ start })}
      />
      {form.start === 'queue' && (
        <>
          <TextField
            size="lg"
            label={t('queue.name')}
            hint={t('queue.nameHint')}
            maxLength={80}
            value={form.queueName}
            placeholder={t('queue.nameDefault')}
            error={problems.queueName}
            onChange={(event) => change({ queueName: event.target.value })}
          />
          <TextField
            size="lg"
            label={t('queue.channel')}
            maxLength={80}
            value={form.channelName}
            placeholder={t('queue.channelDefault')}
            error={problems.channelName}
            onChange={(event) => change({ channelName: event.target.value })}
          />
        </>
      )}
    </>
  );
}

/** What is wrong on this step: here, or as the server said. */
function problemsOf(form: SetupForm, step: Step, t: Translate, failure: Failure | undefined): Problems {
  const problems: Problems = {};
  if (step === 'center') {
    if (form.code.trim() === '') problems.code = t('center.codeMissing');
    else if (failure?.code === 'codeWrong') problems.code = refusalText(failure, () => undefined, serverNow());
    if (form.centerName.trim() === '') problems.centerName = t('center.nameMissing');
  }
  if (step === 'you') {
    if (form.name.trim() === '') problems.name = t('login:join.nameMissing');
    if (!Email.safeParse(form.email.trim()).success) problems.email = t('login:emailWrong');
    const password = passwordProblem(form.password);
    if (password !== undefined) problems.password = password;
    else if (failure?.code === 'weakPassword') problems.password = refusalText(failure, () => undefined, serverNow());
  }
  return problems;
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

function stepOfFailure(failure: Failure): Step {
  if (failure.code === 'codeWrong') return 'center';
  return failure.code === 'weakPassword' || failure.code === 'emailTaken' ? 'you' : 'queue';
}

/** Empty names of the queue and the channel are those shown as examples. */
function requestOf(form: SetupForm, t: Translate): Parameters<typeof setUp>[0] {
  const { start } = form;
  const first =
    start === 'queue'
      ? {
          kind: start,
          queueName: form.queueName.trim() || t('queue.nameDefault'),
          channelName: form.channelName.trim() || t('queue.channelDefault'),
        }
      : { kind: start };
  return {
    code: form.code.trim(),
    centerName: form.centerName.trim(),
    name: form.name.trim(),
    email: form.email.trim(),
    password: form.password,
    language: currentLanguage(),
    first,
  };
}
