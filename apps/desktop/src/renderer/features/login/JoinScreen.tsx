import { PASSWORD_LENGTH } from '@ringdesk/shared/rules/passwordLength.ts';
import { type FormEvent, useEffect, useState } from 'react';

import { type Attempt, acceptInvitation, lookAtInvitation, serverOrigin } from '../../connection/session.ts';
import type { HttpReply } from '../../connection/http.ts';
import { passwordProblem } from '../../text/passwordProblem.ts';
import { refusalText } from '../../text/refusalText.ts';
import { currentLanguage, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { AuthLayout } from '../../ui/entry/AuthLayout.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { LoginArt } from './LoginArt.tsx';
import { UnreachableBanner } from './UnreachableBanner.tsx';

type Invitation = HttpReply<'POST /api/invitation'>;
type Failure = Extract<Attempt<unknown>, { ok: false }>['error'];

export interface JoinScreenProps {
  /** From the address, after `#`. */
  readonly secret: string;
  /** Joined and signed in. */
  readonly onJoined: () => void;
  readonly onSignIn: () => void;
  readonly bar?: React.ReactNode;
}

/** Takes an invitation, or sets a new password with a reset link; both work once. */
export function JoinScreen({ secret, onJoined, onSignIn, bar }: JoinScreenProps) {
  const t = useText('login');
  const [invitation, setInvitation] = useState<Invitation>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let current = true;
    void lookAtInvitation(secret).then((reply) => {
      if (!current) return;
      if (reply.ok) setInvitation(reply.value);
      else setFailure(reply.error);
    });
    return () => {
      current = false;
    };
  }, [secret]);
  const reset = invitation?.purpose === 'resetPassword';
  const title =
    failure !== undefined && invitation === undefined ? t('join.gone') : reset ? t('join.resetTitle') : t('join.title');
  const text = invitation === undefined ? '' : t(reset ? 'join.resetText' : 'join.text', { email: invitation.email });
  return (
    <AuthLayout title={title} text={text} art={<LoginArt />} bar={bar} foot={<LanguageChoice />}>
      {failure?.code === 'unreachable' && <UnreachableBanner host={serverOrigin().replace(/^https?:\/\//, '')} />}
      {failure !== undefined && failure.code !== 'unreachable' && failure.code !== 'weakPassword' && (
        <Banner tone="danger">{refusalText(failure, () => undefined, serverNow())}</Banner>
      )}
      {invitation === undefined ? (
        failure !== undefined && (
          <div className="mt-4">
            <Button onClick={onSignIn}>{t('join.toSignIn')}</Button>
          </div>
        )
      ) : (
        <JoinForm
          invitation={invitation}
          secret={secret}
          failure={failure}
          onFailure={setFailure}
          onJoined={onJoined}
        />
      )}
    </AuthLayout>
  );
}

interface JoinFormProps {
  readonly invitation: Invitation;
  readonly secret: string;
  readonly failure: Failure | undefined;
  readonly onFailure: (failure: Failure | undefined) => void;
  readonly onJoined: () => void;
}

function JoinForm({ invitation, secret, failure, onFailure, onJoined }: JoinFormProps) {
  const t = useText('login');
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const reset = invitation.purpose === 'resetPassword';
  const nameWrong = tried && name.trim() === '' ? t('join.nameMissing') : undefined;
  const lengthWrong = tried ? passwordProblem(password) : undefined;
  const weak = failure?.code === 'weakPassword' ? refusalText(failure, () => undefined, serverNow()) : undefined;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || passwordProblem(password) !== undefined) return;
    setBusy(true);
    onFailure(undefined);
    const reply = await acceptInvitation({ secret, name: name.trim(), password, language: currentLanguage() });
    setBusy(false);
    if (reply.ok) onJoined();
    else onFailure(reply.error);
  };
  return (
    <form className="flex flex-col gap-4 mt-4" noValidate onSubmit={(event) => void submit(event)}>
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
      {!reset && (
        <TextField
          label={t('join.name')}
          size="lg"
          autoComplete="name"
          maxLength={80}
          value={name}
          error={nameWrong}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <PasswordField
        label={t('join.newPassword')}
        size="lg"
        autoComplete="new-password"
        showLabel={t('showPassword')}
        hideTextLabel={t('hidePassword')}
        hint={t('join.passwordHint', PASSWORD_LENGTH)}
        error={lengthWrong ?? weak}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="primary" size="lg" block loading={busy}>
        {reset ? t('join.resetStart') : t('join.start')}
      </Button>
    </form>
  );
}
