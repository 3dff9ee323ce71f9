import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { act } from '../conversationActions.ts';

const scores = ['1', '2', '3', '4', '5'] as const;

/** A supervisor's rating of how the conversation was led; the last one counts. */
export function ReviewDialog({
  interaction,
  onClose,
}: {
  readonly interaction: Interaction;
  readonly onClose: () => void;
}) {
  const t = useText('conversation');
  const before = interaction.review;
  const [score, setScore] = useState<string | null>(before === undefined ? null : String(before.score));
  const [comment, setComment] = useState(before?.comment ?? '');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (score === null || busy) return;
    setBusy(true);
    const done = await act('interaction.review', { interactionId: interaction.id, score: Number(score), comment });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.title')}
      text={t('review.text')}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            loading={busy}
            disabledReason={score === null ? t('review.choose') : undefined}
          >
            {t('app:save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioList
          row
          label={t('review.score')}
          value={score}
          options={scores.map((each) => ({ value: each, text: each }))}
          onChange={setScore}
        />
        <TextArea
          label={t('review.comment')}
          rows={4}
          maxLength={1_000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
