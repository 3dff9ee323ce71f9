import '../../ui/calls/calls.css';

import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Happening } from '@ringdesk/shared/model/message.ts';
import { Ear } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { useLoadedTranscript } from '../../connection/transcripts.ts';
import { interactionName } from '../../text/customerName.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Card } from '../../ui/page/Page.tsx';
import { useMe, useQueue, useWorkspace } from '../../workspace/hooks.ts';
import { saysAgain } from '../../workspace/transcript.ts';
import { workspace } from '../../workspace/workspace.ts';
import { act } from './callActions.ts';
import { CallHead } from './CallHead.tsx';
import { callView } from './callView.ts';
import { ConsultCard } from './ConsultCard.tsx';
import { EarlierCard } from './EarlierCard.tsx';
import { agentNameOf } from './names.ts';
import { NotesCard } from './NotesCard.tsx';
import { usePhoneCall } from './phone.ts';
import { SentOn } from './SentOn.tsx';
import { type CallStanding, callStanding } from './standing.ts';
import { TopicCard } from './TopicChoice.tsx';
import { WrapUpCard } from './WrapUpCard.tsx';

export interface CallPaneProps {
  readonly interaction: Interaction;
  readonly onBack?: (() => void) | undefined;
  readonly onOpenCustomer: () => void;
  readonly onOpen: (id: InteractionId) => void;
  /** What is done less often: name, block, why this agent. */
  readonly more: (customer: { readonly id: string; readonly name: string }) => ReactNode;
  /** One thing that happened, with its time and, of recordings, a player. */
  readonly line: (line: Happening) => ReactNode;
  /** All lines, and the field for notes: of a call which is not mine or is over. */
  readonly record: (customer: { readonly id: string; readonly name: string }) => ReactNode;
}

/** The column of a call: while it is mine and goes on, what one works with during it; else its record. */
export function CallPane(props: CallPaneProps) {
  const { interaction, record } = props;
  const t = useText('calls');
  const me = useMe()?.id;
  const leg = usePhoneCall(interaction.id);
  const standing = useCallStanding(interaction);
  // Renews the name when numbers can be written as people know them.
  usePhoneText(interaction.call?.number);
  if (standing === undefined || me === undefined) return null;
  const view = callView(interaction, leg, me);
  const name = interactionName(interaction, t);
  const working = standing.mine && interaction.state !== 'closed' && interaction.state !== 'parked';
  return (
    <>
      <CallHead
        interaction={interaction}
        view={view}
        standing={standing}
        name={name}
        more={props.more({ id: interaction.customer.id, name })}
        onBack={props.onBack}
        onOpenCustomer={props.onOpenCustomer}
      />
      <Listeners interaction={interaction} />
      <SentOn interaction={interaction} mayEnd={standing.mayEndSentOn} />
      <PendingTransfer interaction={interaction} mine={standing.mine} />
      {working ? (
        <div className="call-body" tabIndex={-1}>
          <NotesCard interaction={interaction} />
          <ConsultCard interaction={interaction} />
          <WrapUpCard interaction={interaction} />
          <Timeline interaction={interaction} line={props.line} />
          <EarlierCard interaction={interaction} onOpen={props.onOpen} />
        </div>
      ) : (
        <>
          {standing.mayTopic && <TopicCard interaction={interaction} />}
          {record({ id: interaction.customer.id, name })}
        </>
      )}
    </>
  );
}

function useCallStanding(interaction: Interaction): CallStanding | undefined {
  const me = useMe();
  const queue = useQueue(interaction.queueId);
  const departments = useWorkspace((state) => state.mirror?.departments);
  return useMemo(() => {
    const { mirror } = workspace.getState();
    return mirror === undefined || me === undefined ? undefined : callStanding(interaction, mirror);
    // oxlint-disable-next-line react/exhaustive-deps -- these are the parts of the mirror which the answer is made from
  }, [interaction, me, queue, departments]);
}

/** Who else hears this call. The server leaves out whom the queue's policy hides. */
function Listeners({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const me = useMe()?.id;
  const others = (interaction.call?.listeners ?? []).filter(({ agentId }) => agentId !== me);
  if (others.length === 0) return null;
  return (
    <div className="flex flex-none flex-col gap-2 px-4 pt-3">
      {others.map(({ agentId, mode }) => (
        <Banner key={agentId} tone="info" icon={Ear}>
          {t(`pane.listeners.${mode}`, { agent: agentNameOf(agentId) })}
        </Banner>
      ))}
    </div>
  );
}

function PendingTransfer({ interaction, mine }: { readonly interaction: Interaction; readonly mine: boolean }) {
  const t = useText('calls');
  if (interaction.state !== 'active' || interaction.transfer === undefined) return null;
  return (
    <div className="flex-none px-4 pt-3">
      <Banner
        tone="info"
        actions={
          mine ? (
            <Button size="sm" onClick={() => void act('interaction.cancelTransfer', { interactionId: interaction.id })}>
              {t('transfer.cancel')}
            </Button>
          ) : undefined
        }
      >
        {t('transfer.pending', { name: agentNameOf(interaction.transfer.toAgentId) })}
      </Banner>
    </div>
  );
}

function Timeline({ interaction, line }: Pick<CallPaneProps, 'interaction' | 'line'>) {
  const t = useText('calls');
  const lines = useLoadedTranscript(interaction.id).transcript?.lines ?? [];
  const happened = lines
    .filter((each, index) => !saysAgain(lines[index - 1], each))
    .filter((each) => each.type === 'happening');
  if (happened.length === 0) return null;
  return (
    <Card title={t('pane.timeline')}>
      <div className="call-lines px-4 py-2" role="log" aria-label={t('pane.lines')} aria-live="polite">
        {happened.map((each) => (
          <div key={each.seq}>{line(each)}</div>
        ))}
      </div>
    </Card>
  );
}
