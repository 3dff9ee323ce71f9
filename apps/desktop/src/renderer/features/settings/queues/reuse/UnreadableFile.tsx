import { ChangeTable } from '../../form/ChangeTable.tsx';
import type { FieldWords } from '../../form/ReviewDialog.tsx';
import { useErrorText, useSettingsText } from '../../frame/useWords.ts';
import { queueFormFields } from '../queueFields.ts';
import type { QueueForm } from '../queueForm.ts';
import type { Unreadable } from './queueFile.ts';

/** Why a file is not taken, line by line where it is known. */
export function UnreadableFile({
  problem,
  words,
}: {
  readonly problem: Unreadable;
  readonly words: FieldWords<QueueForm>;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  switch (problem.kind) {
    case 'notJson':
      return <p>{problem.line === undefined ? t('reuse.notJson') : t('reuse.notJsonAt', { line: problem.line })}</p>;
    case 'foreign':
      return <p>{t('reuse.foreign')}</p>;
    case 'otherMedium':
      return <p>{t('reuse.otherMedium')}</p>;
    case 'newer':
      return <p>{t('reuse.newer', { version: problem.version })}</p>;
    case 'wrong':
      return (
        <ChangeTable
          label={t('reuse.unreadableTitle')}
          headers={[t('form.setting'), t('reuse.place'), t('reuse.reason')]}
          rows={problem.lines.map(({ field, path, code }, index) => {
            const known = queueFormFields.find((each) => each === field);
            return {
              id: `${index}`,
              name: known === undefined ? field : words.fieldName(known),
              cells: [
                <code key="place">{path === '' ? field : `${field}.${path}`}</code>,
                code === 'too_small 1' && field === 'limit' ? t('error.limitZero') : (errorText(code) ?? ''),
              ],
            };
          })}
        />
      );
  }
}
