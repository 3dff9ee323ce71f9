import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';

/** No topic; the queue's own are never empty. */
const NONE = '';

/** What the conversation was about, asked as it is closed. Arrows choose, Enter closes the conversation. */
export function CloseDialog({
  topics,
  required,
  onClose,
  onChosen,
}: {
  readonly topics: readonly string[];
  readonly required: boolean;
  readonly onClose: () => void;
  readonly onChosen: (topic: string | undefined) => void;
}) {
  const t = useText('conversation');
  const [topic, setTopic] = useState<string | null>(required ? null : NONE);
  const options = topics.map((each) => ({ value: each, text: each }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('close.title')}
      text={t(required ? 'close.textRequired' : 'close.text')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        if (topic !== null) onChosen(topic === NONE ? undefined : topic);
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" type="submit" disabledReason={topic === null ? t('close.choose') : undefined}>
            {t('close.confirm')}
          </Button>
        </>
      }
    >
      <div
        role="presentation"
        onKeyDown={(event) => {
          // A radio button takes Enter for itself; here it means "done".
          if (event.key === 'Enter') event.currentTarget.closest('form')?.requestSubmit();
        }}
      >
        <RadioList
          label={t('close.topic')}
          value={topic}
          options={required ? options : [{ value: NONE, text: t('close.none') }, ...options]}
          onChange={setTopic}
        />
      </div>
    </Dialog>
  );
}
