import { Email } from '@ringdesk/shared/model/mail.ts';
import { Mail, RotateCcw, Server } from 'lucide-react';
import { type FormEvent, useState } from 'react';

import { appInfo } from '../../connection/desktop.ts';
import { useServerFacts } from '../../connection/serverFacts.ts';
import { type Attempt, serverOrigin, signIn } from '../../connection/session.ts';
import { refusalText } from '../../text/refusalText.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { AuthLayout } from '../../ui/entry/AuthLayout.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { serverNow, useNow } from '../../workspace/clock.ts';
import { LoginArt } from './LoginArt.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { serverOriginFrom } from './serverAddress.ts';
import { UnreachableBanner } from './UnreachableBanner.tsx';

type Failure = Extract<Attempt<unknown>, { ok: false }>['error'];
type Wrong = Partial<Record<'server' | 'email' | 'password', string>>;

export interface LoginScreenProps {
  /** The session ended by itself; said once. */
  readonly ended: boolean;
  /** The window's own buttons. */
  readonly bar?: React.ReactNode;
}

/** Sign in. Nothing is asked twice: what was typed stays through every failure. */
export function LoginScreen({ ended, bar }: LoginScreenProps) {
  const t = useText('login');
  const facts = useServerFacts();
  const info = appInfo();
  const [wrong, setWrong] = useState<Wrong>({});
  const [failure, setFailure] = useState<Failure>();
  const [host, setHost] = useState('');
  const [server, setServer] = useState(serverOrigin().replace(/^https:\/\//, ''));
  const [keep, setKeep] = useState(info.can.keepToken);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const form = readForm(data, info.can.chooseServer, t);
    setWrong(form.wrong);
    setFailure(undefined);
    if (form.input === undefined) return focusFirstWrong(event.currentTarget, form.wrong);
    setBusy(true);
    setHost(form.input.origin.replace(/^https?:\/\//, ''));
    const reply = await signIn({ ...form.input, keep });
    setBusy(false);
    if (!reply.ok) setFailure(reply.error);
  };
  const silent = failure?.code === 'unreachable';
  return (
    <AuthLayout
      title={t('title')}
      text={info.can.chooseServer ? t('textServer') : t('text')}
      art={<LoginArt />}
      bar={bar}
      foot={
        <>
          <span className="fill">{t('version', { version: facts?.version ?? info.version })}</span>
          <LanguageChoice />
        </>
      }
    >
      <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
        {silent && <UnreachableBanner host={host} />}
        {failure !== undefined && failure.code !== 'unreachable' && <FailureBanner failure={failure} />}
        {failure === undefined && ended && <Banner tone="info">{t('ended')}</Banner>}
        {failure === undefined && !ended && facts?.demo === true && <Banner tone="info">{t('demo')}</Banner>}
        {info.can.chooseServer && (
          <TextField
            label={t('server')}
            name="server"
            icon={Server}
            size="lg"
            value={server}
            onChange={(event) => setServer(event.target.value)}
            placeholder={t('serverPlaceholder')}
            autoComplete="url"
            error={wrong.server ?? (silent ? t('serverSilent') : undefined)}
          />
        )}
        <TextField
          label={t('email')}
          name="email"
          type="email"
          icon={Mail}
          size="lg"
          autoComplete="username"
          error={wrong.email}
        />
        <PasswordField
          label={t('password')}
          name="password"
          size="lg"
          autoComplete="current-password"
          showLabel={t('showPassword')}
          hideTextLabel={t('hidePassword')}
          aside={<Forgotten />}
          error={wrong.password}
        />
        {info.kind === 'electron' && (
          <Checkbox
            checked={keep}
            disabled={!info.can.keepToken}
            hint={info.can.keepToken ? undefined : t('keepNot')}
            onChange={setKeep}
          >
            {t('keep')}
          </Checkbox>
        )}
        <Button type="submit" variant="primary" size="lg" block loading={busy} {...(silent ? { icon: RotateCcw } : {})}>
          {silent ? t('app:retry') : t('signIn')}
        </Button>
      </form>
    </AuthLayout>
  );
}

/** While the server makes one wait, the seconds run down. */
function FailureBanner({ failure }: { readonly failure: Exclude<Failure, { code: 'unreachable' }> }) {
  const t = useText('login');
  const now = useNow();
  return (
    <Banner tone="danger" title={t('failed')} tall>
      {refusalText(failure, () => undefined, Math.max(now, serverNow()))}
    </Banner>
  );
}

/** There is no mail to send a link with: an administrator makes one. */
function Forgotten() {
  const t = useText('login');
  const [open, setOpen] = useState(false);
  return open ? (
    <span className="text-12 text-muted" role="status">
      {t('forgotText')}
    </span>
  ) : (
    <Button variant="text" size="sm" onClick={() => setOpen(true)}>
      {t('forgot')}
    </Button>
  );
}

function readForm(
  data: FormData,
  withServer: boolean,
  t: ReturnType<typeof useText>,
): {
  readonly wrong: Wrong;
  readonly input?: { readonly origin: string; readonly email: string; readonly password: string };
} {
  const field = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const origin = withServer ? serverOriginFrom(field('server')) : serverOrigin();
  const email = Email.safeParse(field('email').trim());
  const password = field('password');
  const wrong: Wrong = {
    ...(origin === undefined ? { server: t('serverWrong') } : {}),
    ...(email.success ? {} : { email: t('emailWrong') }),
    ...(password === '' ? { password: t('passwordMissing') } : {}),
  };
  return origin === undefined || !email.success || password === ''
    ? { wrong }
    : { wrong, input: { origin, email: email.data, password } };
}

function focusFirstWrong(form: HTMLFormElement, wrong: Wrong): void {
  const [first] = Object.keys(wrong);
  const field = first === undefined ? undefined : form.elements.namedItem(first);
  if (field instanceof HTMLElement) field.focus();
}
