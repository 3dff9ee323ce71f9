import { MAX_PICTURE_BYTES, picturePath } from '@ringdesk/shared/protocol/files.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { PASSWORD_LENGTH } from '@ringdesk/shared/rules/passwordLength.ts';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';

import { ask, sendCommand } from '../../connection/connection.ts';
import { serverUrl } from '../../connection/session.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { uploadPicture } from '../../connection/upload.ts';
import { formatDateTime } from '../../text/format.ts';
import { passwordProblem } from '../../text/passwordProblem.ts';
import { refusalText } from '../../text/refusalText.ts';
import { currentLanguage, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { useMe } from '../../workspace/hooks.ts';

const said = (refusal: Refusal): string => refusalText(refusal, () => undefined, serverNow());

/** Name, picture, password, and where the account is signed in. */
export function AccountSettings() {
  return (
    <>
      <Profile />
      <Password />
      <Sessions />
    </>
  );
}

function Profile() {
  const t = useText('preferences');
  const me = useMe();
  const [name, setName] = useState(me?.name ?? '');
  const [problem, setProblem] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  if (me === undefined) return null;
  const save = async (change: {
    readonly name: string;
    readonly pictureId: typeof me.pictureId | null;
  }): Promise<void> => {
    const reply = await sendCommand('profile.save', {
      name: change.name,
      language: currentLanguage(),
      pictureId: change.pictureId ?? null,
    });
    setProblem(reply.ok ? undefined : said(reply.error));
    if (reply.ok) showToast({ tone: 'ok', text: t('app:saved') });
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    if (chosen.size > MAX_PICTURE_BYTES) return setProblem(said({ code: 'tooLarge', maxBytes: MAX_PICTURE_BYTES }));
    const reply = await uploadPicture(chosen, () => undefined).done;
    if (reply.ok) await save({ name: me.name, pictureId: reply.value.pictureId });
    else setProblem(said(reply.error));
  };
  return (
    <SettingCard title={t('profile.title')}>
      <SettingRow
        label={t('profile.picture')}
        hint={t('profile.pictureHint')}
        {...(problem === undefined ? {} : { error: problem })}
        control={
          <div className="flex items-center gap-3">
            <Avatar
              name={me.name}
              id={me.id}
              size={44}
              picture={me.pictureId === undefined ? undefined : serverUrl(picturePath(me.pictureId))}
            />
            <Button size="sm" onClick={() => file.current?.click()}>
              {t('profile.choose')}
            </Button>
            {me.pictureId !== undefined && (
              <Button size="sm" variant="text" onClick={() => void save({ name: me.name, pictureId: null })}>
                {t('profile.remove')}
              </Button>
            )}
            <input
              ref={file}
              type="file"
              hidden
              accept="image/png,image/jpeg,image/webp"
              aria-label={t('profile.choose')}
              onChange={(event) => void choose(event.target.files?.[0])}
            />
          </div>
        }
      />
      <div className="set-block">
        <form
          className="flex items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void save({ name: name.trim(), pictureId: me.pictureId });
          }}
        >
          <TextField
            className="fill"
            label={t('profile.name')}
            value={name}
            maxLength={80}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit">{t('profile.save')}</Button>
        </form>
      </div>
    </SettingCard>
  );
}

function Password() {
  const t = useText('preferences');
  const [problem, setProblem] = useState<Refusal>();
  const [lengthProblem, setLengthProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const wrongLength = passwordProblem(entered(data, 'next'));
    setLengthProblem(wrongLength);
    if (wrongLength !== undefined) return;
    setBusy(true);
    const reply = await ask('password.change', { current: entered(data, 'current'), next: entered(data, 'next') });
    setBusy(false);
    setProblem(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    form.reset();
    showToast({ tone: 'ok', text: t('password.changed') });
  };
  const wrongNow = problem?.code === 'badCredentials';
  const words = { showLabel: t('login:showPassword'), hideTextLabel: t('login:hidePassword') };
  return (
    <SettingCard title={t('password.title')}>
      <div className="set-block">
        <form className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
          <PasswordField
            {...words}
            label={t('password.current')}
            name="current"
            autoComplete="current-password"
            required
            error={wrongNow ? said(problem) : undefined}
          />
          <PasswordField
            {...words}
            label={t('password.next')}
            name="next"
            autoComplete="new-password"
            required
            hint={t('password.hint', PASSWORD_LENGTH)}
            error={lengthProblem ?? (problem !== undefined && !wrongNow ? said(problem) : undefined)}
          />
          <div>
            <Button type="submit" loading={busy}>
              {t('password.change')}
            </Button>
          </div>
        </form>
      </div>
    </SettingCard>
  );
}

/** A field of a form; a file in its place counts as nothing. */
function entered(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

type Session = QueryReply<'sessions.list'>['sessions'][number];

const askForSessions = () => ask('sessions.list', {});

function Sessions() {
  const t = useText('preferences');
  const [sessions, setSessions] = useState<readonly Session[]>();
  const [problem, setProblem] = useState<string>();
  const take = useCallback((reply: Awaited<ReturnType<typeof askForSessions>>): void => {
    if (reply.ok) setSessions(reply.value.sessions);
    setProblem(reply.ok ? undefined : said(reply.error));
  }, []);
  useEffect(() => untilAnswered(askForSessions, take), [take]);
  const end = async (id: Session['id']): Promise<void> => {
    const reply = await ask('sessions.revoke', { id });
    if (reply.ok) take(await askForSessions());
    else setProblem(said(reply.error));
  };
  const endOthers = async (): Promise<void> => {
    const reply = await ask('sessions.revokeOthers', {});
    if (!reply.ok) return setProblem(said(reply.error));
    showToast({ tone: 'ok', text: t('sessions.ended', { count: reply.value.ended }) });
    take(await askForSessions());
  };
  const others = (sessions ?? []).filter(({ current }) => !current);
  return (
    <SettingCard title={t('sessions.title')} {...(problem === undefined ? {} : { text: problem })}>
      {(sessions ?? []).map((session) => {
        const name = session.device === '' ? t('sessions.unknown') : session.device;
        return (
          <SettingRow
            key={session.id}
            label={name}
            hint={t('sessions.seen', { when: formatDateTime(session.lastSeenAt) })}
            control={
              session.current ? (
                <Tag tone="ok">{t('sessions.current')}</Tag>
              ) : (
                <Button size="sm" aria-label={t('sessions.endName', { name })} onClick={() => void end(session.id)}>
                  {t('sessions.end')}
                </Button>
              )
            }
          />
        );
      })}
      {others.length > 1 && (
        <div className="set-block">
          <Button size="sm" onClick={() => void endOthers()}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </SettingCard>
  );
}
