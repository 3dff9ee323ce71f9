import type { BotSettings } from '@ringdesk/shared/model/bot.ts';
import type { BotId } from '@ringdesk/shared/model/ids.ts';
import { v7 } from 'uuid';

import type { AgentClient, VisitorClient } from './clients.ts';
import { startTestServer, type TestOptions } from './testServer.ts';

/** Bots of tests stand on this machine. */
export const botEnv = { RINGDESK_ALLOW_PRIVATE_HOOKS: '1' };
export const httpBot = (url: string, timeoutSeconds = 30): BotSettings => ({
  kind: 'http',
  url,
  timeoutSeconds,
  idleMinutes: 10,
});

/** A center with an admin, and ana who serves a queue that begins with a bot of these settings. */
export async function botCenter(settings: BotSettings, options: TestOptions = {}) {
  const server = await startTestServer({ env: botEnv, ...options });
  const [admin, ana] = [await server.person('Admin', 'admin'), await server.person('Ana')];
  const [adminDesk, anaDesk] = [await server.desk(admin), await server.desk(ana)];
  const botId = v7() as BotId;
  await adminDesk.must('bot.save', { botId, version: 0, name: 'Helper', settings });
  const secret = settings.kind === 'http' ? (await adminDesk.ask('bot.newSecret', { botId })).secret : '';
  const { queueId, channelId } = await server.queue(adminDesk, [ana], { botId });
  return { server, admin, ana, adminDesk, anaDesk, botId, queueId, channelId, secret };
}

/** The first line of a bot that the page is shown with this text. */
export const botSays = async (page: VisitorClient, text: string, from = 0) =>
  (await page.update('line', ({ line }) => line.from === 'bot' && line.text === text, from)).line;

/** Accepts what rings at this desk, and tells what it is shown of the conversation. */
export const saidTo = async (desk: AgentClient) => {
  const { offer } = await desk.update('offer.put');
  const { interactionId } = await desk.must('offer.accept', { offerId: offer.id });
  const { lines } = await desk.ask('transcript.get', { interactionId, limit: 50 });
  return lines.map((line) =>
    line.type === 'message' ? `${line.author.kind}: ${line.text ?? ''}` : `(${line.what.name})`,
  );
};
