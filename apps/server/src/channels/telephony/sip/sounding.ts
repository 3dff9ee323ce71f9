import type { CallOrder } from '../callControl.ts';
import { type Call, type CallParts, endCall } from './call.ts';
import { newsHeaders, tellCustomer } from './customerNews.ts';

type Of<Type extends CallOrder['type']> = Extract<CallOrder, { type: Type }>;

/** Answers a customer whom nobody talks with yet, so that they hear what is played. False: that cannot be done. */
async function answered(parts: CallParts, call: Call): Promise<boolean> {
  const { customer } = call;
  const media = parts.media();
  if (customer === undefined || customer.state === 'ended' || !call.anchored) return false;
  if (customer.state === 'standing') return true;
  if (customer.sdp === undefined) return false;
  const sdp = await media.answerAlone(call.id, customer.sdp, customer.flow.kind);
  if (call.over) return false;
  call.hadAgent = true;
  if (customer.state === 'early') void customer.answer(sdp, newsHeaders(call));
  return true;
}

/** Queue music. Without a media server the customer goes on hearing their own ring tone. */
export async function music(parts: CallParts, call: Call, { file, on }: Of<'music'>): Promise<void> {
  call.musicFile = file;
  if (on) tellCustomer(parts, call, 'waiting', { place: call.news?.place });
  try {
    if (on ? !(await answered(parts, call)) : !call.anchored) return;
    await parts.media().music(call.id, 'customer', file, on);
  } catch {
    parts.exchange.noted('musicFailed');
  }
}

/** The mailbox: the call ends when it does. */
export async function voicemail(
  parts: CallParts,
  call: Call,
  { greeting, maxSeconds }: Of<'voicemail'>,
): Promise<void> {
  tellCustomer(parts, call, 'voicemail');
  try {
    if (!(await answered(parts, call))) return endCall(parts, call, 'server', 'failed');
    await parts.media().voicemail(call.id, greeting, maxSeconds);
    endCall(parts, call, 'server', 'hangUp');
  } catch {
    parts.exchange.noted('voicemailFailed');
    endCall(parts, call, 'server', 'failed');
  }
}

/** The file is heard, then the call ends; without one, or without a media server, it ends as busy. */
export async function announce(parts: CallParts, call: Call, { file }: Of<'announce'>): Promise<void> {
  if (file !== null) tellCustomer(parts, call, 'announcement');
  try {
    if (file !== null && (await answered(parts, call))) await parts.media().play(call.id, 'customer', file);
  } catch {
    parts.exchange.noted('announcementFailed');
  }
  endCall(parts, call, 'server', 'hangUp', true);
}

/** Begins or ends a recording, and tells which of it came true. */
export async function record(
  parts: CallParts,
  call: Call,
  { on, announce: heard, language = 'en' }: Of<'record'>,
): Promise<void> {
  if (!call.anchored) {
    return parts.report({ type: 'recording', callId: call.id, on: false, problem: 'noMediaServer' });
  }
  try {
    await parts.media().record(call.id, on, on && heard ? { language } : undefined);
    if (!call.over) parts.report({ type: 'recording', callId: call.id, on });
  } catch {
    parts.exchange.noted('recordingFailed');
    parts.report({ type: 'recording', callId: call.id, on: false, problem: 'noMediaServer' });
  }
}

/** Silence in the recording, or its end, and tells that it came true; where nothing is recorded nothing is told. */
export async function pauseRecording(parts: CallParts, call: Call, { on }: Of<'pauseRecording'>): Promise<void> {
  const done = call.anchored && (await parts.media().pauseRecording(call.id, on));
  if (done && !call.over) parts.report({ type: 'recordingPaused', callId: call.id, on });
}
