import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { ReactNode } from 'react';

import { TranscriptView } from '../features/conversation/transcript/TranscriptView.tsx';

const nothing = (): void => undefined;

/** The lines of an interaction to read beside a list: nothing is searched in them or sent from there. */
export const readTranscript = (
  interaction: Interaction,
  customer: { readonly id: string; readonly name: string },
): ReactNode => (
  <TranscriptView
    key={interaction.id}
    interaction={interaction}
    customer={customer}
    finding={false}
    found={undefined}
    sentTurn={0}
    onFindClosed={nothing}
  />
);
