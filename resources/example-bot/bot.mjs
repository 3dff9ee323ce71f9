// A small bot for Ringdesk, for Node 20 or later and without packages. README.md beside it says what travels.
//
//   BOT_SECRET=… PORT=8090 node bot.mjs
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const SECRET = process.env.BOT_SECRET ?? '';
const WINDOW_SECONDS = 300;
const MOST_BYTES = 1024 * 1024;
/** Answers given lately, by the id of the message: whoever asks twice gets the same answer. */
const given = new Map();

const sign = (seconds, body) => createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');

/** Ringdesk signs `<seconds>.<body>` with the secret that both know. */
function isFromRingdesk(header, body) {
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || Math.abs(Date.now() / 1000 - Number(seconds)) > WINDOW_SECONDS) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(sign(seconds, body), 'hex'));
}

const topics = ['Opening hours', 'Where is my order?', 'Talk to a person'];

/** The whole wit of it. */
function answerTo({ text, customer }) {
  const said = text.toLowerCase();
  if (said.includes('person')) return { messages: [{ text: 'I will find somebody for you.' }], then: 'person' };
  if (said.includes('hours'))
    return { messages: [{ text: 'Monday to Friday, 9 to 17.', choices: topics }], then: 'stays' };
  if (said.includes('order'))
    return { messages: [{ text: 'What is its number? It stands in our e-mail, like A-1234.' }], then: 'stays' };
  const number = /\ba-(\d{4})\b/i.exec(text);
  if (number)
    return {
      messages: [{ text: `Order A-${number[1]} is on its way.` }, { text: 'Anything else?', choices: topics }],
      then: 'stays',
    };
  if (/^(bye|no|thanks)\b/.test(said)) return { messages: [{ text: 'Good-bye!' }], then: 'end' };
  const name = customer.name === '' ? '' : `, ${customer.name}`;
  return { messages: [{ text: `Hello${name}! What is it about?`, choices: topics }], then: 'stays' };
}

async function bodyOf(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const server = createServer(async (request, response) => {
  const body = request.method === 'POST' ? await bodyOf(request) : undefined;
  if (body === undefined || !isFromRingdesk(request.headers['ringdesk-signature'], body)) {
    response.writeHead(401).end();
    return;
  }
  const question = JSON.parse(body);
  const answer = given.get(question.messageId) ?? JSON.stringify(answerTo(question));
  given.set(question.messageId, answer);
  if (given.size > 1000) given.delete(given.keys().next().value);
  const seconds = Math.floor(Date.now() / 1000);
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'ringdesk-signature': `t=${seconds},v1=${sign(seconds, answer)}`,
    })
    .end(answer);
});

if (SECRET === '') {
  console.error('BOT_SECRET is empty. Make a secret in Ringdesk: Settings, Bots, the bot, New secret.');
  process.exitCode = 1;
} else {
  server.listen(Number(process.env.PORT ?? 8090), process.env.HOST ?? '127.0.0.1', () => {
    const { address, port } = server.address();
    console.log(`http://${address}:${port}/`);
  });
}
