import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction, Rating } from '@ringdesk/shared/model/interaction.ts';
import { Copy, X } from 'lucide-react';

import { useLoadedTranscript } from '../../connection/transcripts.ts';
import { interactionName, shortId } from '../../text/customerName.ts';
import { formatDateTime, formatDuration, formatTime } from '../../text/format.ts';
import { pageAddress } from '../../text/pageAddress.ts';
import { usePhoneText } from '../../text/phoneNumber.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { showToast } from '../../ui/feedback/toasts.ts';
import { Avatar } from '../../ui/marks/Avatar.tsx';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Figures, KeyValues, Panel, PanelSection } from '../../ui/page/Panel.tsx';
import { askToDial } from '../../workspace/dialling.ts';
import { useAgent, useChannel, useLink, useQueue, useWorkspace } from '../../workspace/hooks.ts';
import { usesCalls } from '../../workspace/selectors.ts';
import { EarlierConversations } from './EarlierConversations.tsx';
import { NameEditor } from './NameEditor.tsx';
import { participantsOf } from './participants.ts';
import { usePastConversations } from './usePastConversations.ts';

export interface CustomerPanelProps {
  readonly interaction: Interaction;
  /** Up to 1160 px the panel is a drawer; this says whether it is open there. */
  readonly open: boolean;
  /** Puts the panel away, as a drawer and as a column. */
  readonly onClose: () => void;
  readonly closeChord?: string | undefined;
  readonly onOpenConversation: (id: InteractionId) => void;
}

/** What is known of the customer so far. Each section loads by itself and keeps what it last had. */
export function CustomerPanel({ interaction, open, onClose, closeChord, onOpenConversation }: CustomerPanelProps) {
  const t = useText('customer');
  const past = usePastConversations(interaction);
  return (
    <Panel id="customer-panel" label={t('title')} open={open}>
      <Person interaction={interaction} onClose={onClose} closeChord={closeChord} />
      <Known interaction={interaction} firstSeenAt={firstSeenAt(interaction, past.interactions)} />
      {interaction.call === undefined && <ResponseTimeSection interaction={interaction} />}
      <Participants interaction={interaction} />
      <EarlierConversations past={past} onOpen={onOpenConversation} />
    </Panel>
  );
}

const firstSeenAt = (interaction: Interaction, past: readonly Interaction[] | undefined): number =>
  Math.min(interaction.arrivedAt, ...(past ?? []).map(({ arrivedAt }) => arrivedAt));

function Person({
  interaction,
  onClose,
  closeChord,
}: Pick<CustomerPanelProps, 'interaction' | 'onClose' | 'closeChord'>) {
  const t = useText('customer');
  const { customer, customerOnline } = interaction;
  const name = interactionName(interaction, t);
  return (
    <PanelSection>
      <div className="flex items-start gap-3">
        <Avatar id={customer.id} name={name} size={44} />
        <div className="fill">
          <NameEditor key={interaction.id} interaction={interaction} shownName={name} />
          {customerOnline !== undefined && (
            <div className="mt-1">
              {interaction.call === undefined ? (
                <Whereabouts online={customerOnline} />
              ) : (
                <span className="text-12 text-muted">{t('caller')}</span>
              )}
            </div>
          )}
        </div>
        <IconButton
          icon={X}
          size="sm"
          label={t('close')}
          {...(closeChord !== undefined && { chord: closeChord })}
          onClick={onClose}
        />
      </div>
    </PanelSection>
  );
}

/** Whether the customer is on the site; while the line is away, as of when that was known. */
function Whereabouts({ online }: { readonly online: boolean }) {
  const t = useText('customer');
  const link = useLink();
  const live = link.phase === 'live';
  if (online && live)
    return (
      <Tag tone="ok" size="sm">
        {t('online')}
      </Tag>
    );
  const time = formatTime(link.since);
  const known = online ? t('onlineAt', { time }) : t('offlineAt', { time });
  return <span className="text-12 text-muted">{live ? t('offline') : known}</span>;
}

function Known({
  interaction,
  firstSeenAt: first,
}: {
  readonly interaction: Interaction;
  readonly firstSeenAt: number;
}) {
  const t = useText('customer');
  const channel = useChannel(interaction.channelId);
  const queue = useQueue(interaction.queueId);
  const { customer, pageUrl, consent, rating, review, topic, call } = interaction;
  const number = customer.phone ?? call?.number;
  const callQueue = call === undefined ? undefined : interaction.queueId;
  const rated = ({ score, comment }: Rating): string =>
    comment === null || comment === '' ? t('known.score', { score }) : t('known.scoreWith', { score, comment });
  const language = interaction.language ?? queue?.language;
  const page = pageUrl === undefined ? '' : pageAddress(pageUrl);
  const copy = (): void =>
    void navigator.clipboard.writeText(customer.id).then(() => showToast({ text: t('copied'), tone: 'ok' }));
  const rows = [
    customer.email !== undefined && { name: t('known.email'), value: customer.email },
    number !== undefined && {
      name: t('known.phone'),
      value: <PhoneValue number={number} queueId={callQueue} calling={call !== undefined && call.end === undefined} />,
    },
    // Who called from a number is known by it, and is no visitor.
    call?.number === undefined && {
      name: t('known.number'),
      value: (
        <>
          <span className="num" title={customer.id}>
            {shortId(customer.id)}
          </span>
          <IconButton icon={Copy} size="xs" label={t('copyId')} onClick={copy} />
        </>
      ),
    },
    page !== '' && {
      name: t('known.page'),
      value: (
        <a
          href={pageUrl}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="trunc"
          title={t('known.openPage')}
        >
          {page}
        </a>
      ),
    },
    channel !== undefined && { name: t('known.channel'), value: channel.name },
    queue !== undefined && { name: t('known.queue'), value: queue.name },
    language !== undefined && { name: t('known.language'), value: languageName(language) },
    consent !== undefined && {
      name: t('known.consent'),
      value: t('known.consentWith', { version: consent.version, when: formatDateTime(consent.at) }),
    },
    topic !== undefined && { name: t('known.topic'), value: topic },
    rating !== undefined && { name: t('known.rating'), value: rated(rating) },
    review !== undefined && { name: t('known.review'), value: rated(review) },
    { name: t('known.arrived'), value: formatDateTime(interaction.arrivedAt) },
    { name: t('known.firstSeen'), value: formatDateTime(first) },
  ].filter((row) => row !== false);
  return (
    <PanelSection title={t('known.title')}>
      <KeyValues rows={rows} />
    </PanelSection>
  );
}

/** A number as people write it, and the one press that calls it, where calls are made from this desk. */
function PhoneValue({
  number,
  queueId,
  calling,
}: {
  readonly number: string;
  readonly queueId: QueueId | undefined;
  /** They are on the line. */
  readonly calling: boolean;
}) {
  const t = useText('customer');
  const shown = usePhoneText(number);
  const calls = useWorkspace(({ mirror }) => mirror !== undefined && usesCalls(mirror));
  return (
    <>
      <span className="num trunc">{shown}</span>
      {calls && !calling && (
        <Button
          size="sm"
          variant="text"
          aria-label={t('callNumber', { number: shown ?? number })}
          onClick={() => askToDial({ how: 'now', number, ...(queueId !== undefined && { queueId }) })}
        >
          {t('call')}
        </Button>
      )}
    </>
  );
}

/** A language in the words of the reader's own. */
const languageName = (tag: string): string =>
  new Intl.DisplayNames([currentLocale()], { type: 'language' }).of(tag) ?? tag;

/** [49] The same figures as in the list of conversations and its file: of the server, by the clock of the queue [46, 47]. */
function ResponseTimeSection({ interaction: { responses } }: { readonly interaction: Interaction }) {
  const t = useText('customer');
  if (responses === undefined)
    return (
      <PanelSection title={t('times.title')}>
        <p className="text-12 text-muted">{t('times.none')}</p>
      </PanelSection>
    );
  const { firstMs, totalMs, maxMs, count } = responses;
  const times = { first: firstMs, average: totalMs / count, longest: maxMs, total: totalMs };
  return (
    <PanelSection title={t('times.title')}>
      <Figures
        figures={(['first', 'average', 'longest', 'total'] as const).map((key) => ({
          name: t(`times.${key}`),
          value: formatDuration(times[key]),
        }))}
      />
    </PanelSection>
  );
}

function Participants({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('customer');
  const { transcript } = useLoadedTranscript(interaction.id);
  const ids = participantsOf(interaction, transcript?.lines ?? []);
  const owner = 'ownerId' in interaction ? interaction.ownerId : undefined;
  return (
    <PanelSection title={t('participants.title')}>
      {ids.length === 0 && <p className="text-12 text-muted">{t('participants.none')}</p>}
      <ul className="flex flex-col gap-2">
        {ids.map((id) => (
          <Participant key={id} id={id} owner={id === owner} />
        ))}
      </ul>
    </PanelSection>
  );
}

function Participant({
  id,
  owner,
}: {
  readonly id: NonNullable<Parameters<typeof useAgent>[0]>;
  readonly owner: boolean;
}) {
  const t = useText('customer');
  const agent = useAgent(id);
  if (agent === undefined) return null;
  return (
    <li className="flex items-center gap-2">
      <Avatar id={id} name={agent.name} size={20} />
      <span className="trunc fill">{agent.name}</span>
      {owner && <Tag size="sm">{t('participants.owner')}</Tag>}
    </li>
  );
}
