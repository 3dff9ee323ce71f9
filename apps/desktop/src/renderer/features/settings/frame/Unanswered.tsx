import { ErrorState } from '../../../ui/feedback/ErrorState.tsx';
import { SectionSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import type { Answer } from './useAnswer.ts';
import { useSettingsText, wordsOf } from './useWords.ts';

type Asked = Pick<Answer<unknown>, 'refusal' | 'loading' | 'again'>;

/** Why a question was not answered, and another try; nothing where it was. */
export function Refused({ answer: { refusal, loading, again } }: { readonly answer: Asked }) {
  const t = useSettingsText();
  return refusal === undefined ? null : (
    <ErrorState title={wordsOf(refusal)} retryLabel={t('app:retry')} retrying={loading} onRetry={again} />
  );
}

/**
 * Stands where the answer will: its bones, or why it cannot be had.
 *
 * @param inCard inside a card; else it brings one
 */
export function Unanswered({
  answer,
  lines,
  inCard = false,
}: {
  readonly answer: Asked;
  readonly lines: number;
  readonly inCard?: boolean;
}) {
  const t = useSettingsText();
  if (answer.refusal !== undefined) return <Refused answer={answer} />;
  const bones = <SectionSkeleton label={t('app:loading')} lines={lines} />;
  return <div className={inCard ? 'p-4' : 'card card-b'}>{bones}</div>;
}
