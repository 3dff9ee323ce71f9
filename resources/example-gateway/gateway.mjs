// A small gateway between Ringdesk and a messenger of one's own, for Node 20 or later and without packages. README.md
// beside it says what travels.
//
//   GATEWAY_SECRET=… RINGDESK_URL=http://127.0.0.1:7080/webhooks/<channel> PORT=8091 node gateway.mjs
//
// The messenger's side is two addresses: POST /messages hands in what a customer wrote (or edited), GET /messages shows what
// was delivered to customers. A real gateway talks to its messenger's API in their place.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const SECRET = process.env.GATEWAY_SECRET ?? '';
const RINGDESK_URL = process.env.RINGDESK_URL ?? '';
const WINDOW_SECONDS = 300;
const MOST_BYTES = 1024 * 1024;
const MOST_TRIES = 8;

/** What was delivered, by the id of the message: Ringdesk may send the same id twice, customers get it once. */
const delivered = new Map();

const sign = (seconds, body) => createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');

/** Ringdesk signs `<seconds>.<body>` with the secret that both know; so does this gateway. */
function isFromRingdesk(header, body) {
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || Math.abs(Date.now() / 1000 - Number(seconds)) > WINDOW_SECONDS) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(sign(seconds, body), 'hex'));
}

/** Brings a message to Ringdesk; tries again while the answer is "later" or none. 2xx: it is kept there for good. */
async function bring(message) {
  const body = JSON.stringify(message);
  for (let attempt = 1; ; attempt += 1) {
    const seconds = Math.floor(Date.now() / 1000);
    const headers = { 'content-type': 'application/json', 'ringdesk-signature': `t=${seconds},v1=${sign(seconds, body)}` };
    const answer = await fetch(RINGDESK_URL, { method: 'POST', headers, body }).catch(() => undefined);
    const later = answer === undefined || answer.status >= 500 || answer.status === 429;
    if (!later) return { status: answer.status, body: await answer.text() };
    if (attempt === MOST_TRIES) return { status: 503, body: '{"status":"unreachable"}' };
    const wait = Number(answer?.headers.get('retry-after') ?? 0) * 1000 || 250 * 2 ** attempt;
    await new Promise((done) => setTimeout(done, wait));
  }
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

const answerJson = (response, status, body) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));

const server = createServer(async (request, response) => {
  const body = request.method === 'POST' ? await bodyOf(request) : '';
  if (body === undefined) return response.writeHead(413).end();
  if (request.url === '/messages') {
    if (request.method === 'GET') return answerJson(response, 200, [...delivered.values()]);
    const brought = await bring(JSON.parse(body));
    return answerJson(response, brought.status, brought.body);
  }
  // From Ringdesk.
  if (!isFromRingdesk(request.headers['ringdesk-signature'], body)) return response.writeHead(401).end();
  const message = JSON.parse(body);
  if (!delivered.has(message.id)) {
    delivered.set(message.id, message);
    // Here a real gateway hands it to its messenger, and answers 2xx only when the messenger has it.
    console.log(JSON.stringify({ delivered: message.id, to: message.to.id }));
  }
  return response.writeHead(204).end();
});

server.listen(Number(process.env.PORT ?? 8091), '127.0.0.1', () => {
  console.log(`A gateway listens on http://127.0.0.1:${server.address().port}`);
});
