import { CustomerName, type Interaction } from '@ringdesk/shared/model/interaction.ts';
import { Pencil } from 'lucide-react';
import { useState } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { refusalText } from '../../text/refusalText.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';

/** Whoever pressed the pencil wants to type. */
const focusFirst = (field: HTMLInputElement | null): void => field?.select();

/** The customer's name, edited in place: Enter saves, Escape leaves it as it was. */
export function NameEditor({
  interaction,
  shownName,
}: {
  readonly interaction: Interaction;
  readonly shownName: string;
}) {
  const t = useText('customer');
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  if (name === undefined) {
    return (
      <div className="flex items-center gap-1">
        <span className="panel-name trunc">{shownName}</span>
        <IconButton icon={Pencil} size="xs" label={t('rename')} onClick={() => setName(interaction.customer.name)} />
      </div>
    );
  }
  const save = (): void => {
    const clean = CustomerName.safeParse(name);
    if (!clean.success) return setProblem(t('renameFailed'));
    setName(undefined);
    void sendCommand('interaction.nameCustomer', { interactionId: interaction.id, name: clean.data }).then((reply) => {
      if (reply.ok) return;
      setName(clean.data);
      setProblem(refusalText(reply.error, (id) => workspace.getState().mirror?.agents.get(id)?.name, serverNow()));
    });
    return setProblem(undefined);
  };
  const cancel = (): void => {
    setName(undefined);
    setProblem(undefined);
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t('name')}
        hideLabel
        value={name}
        maxLength={80}
        autoComplete="off"
        ref={focusFirst}
        error={problem}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
        }}
      />
      <span className="flex gap-2">
        <Button size="sm" variant="primary" type="submit">
          {t('save')}
        </Button>
        <Button size="sm" variant="ghost" onClick={cancel}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  );
}
