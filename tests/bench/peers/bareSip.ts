import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  type IncomingInviteRequest,
  IncomingRequestMessage,
  LoggerFactory,
  Parser,
  UserAgentCore,
} from 'sip.js/lib/core/index.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';

import { serveParent } from '../peer.ts';
import { OUR_NUMBER } from '../sipParty.ts';

/**
 * The denominator of calls: the library alone, in one thread. It rings at once (180), answers at once where `answers`
 * (200), and confirms what ends the call; nobody is decided on, nothing is remembered and nobody else is called.
 */
const loggers = new LoggerFactory();
loggers.builtinEnabled = false;
const silent = loggers.getLogger('bench');
const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 });
socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const { port } = socket.address();
const uri = Grammar.URIParse(`sip:${OUR_NUMBER}@127.0.0.1:${port}`);
if (uri === undefined) throw new Error('This is no address.');
let answers = true;
let standing = 0;

/** A response goes where the request came from: all callers of the bench write their own place into it. */
const placeOf = (text: string): [number, string] => {
  const [, address = '127.0.0.1', from = '5060'] = /^Via: SIP\/2\.0\/UDP ([\d.]+):(\d+)/im.exec(text) ?? [];
  return [Number(from), address];
};

function invited(request: IncomingInviteRequest): void {
  request.delegate = { onCancel: () => void request.reject({ statusCode: 487 }) };
  request.progress({ statusCode: 180 });
  if (!answers) return;
  const content = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n';
  const body = { contentDisposition: 'session', contentType: 'application/sdp', content };
  const { session } = request.accept({ statusCode: 200, body });
  standing += 1;
  session.delegate = {
    onBye: (bye) => {
      standing -= 1;
      bye.accept();
    },
  };
}

const transport = {
  protocol: 'UDP',
  send: (text: string): Promise<void> => {
    socket.send(text, ...placeOf(text));
    return Promise.resolve();
  },
};
const core = new UserAgentCore(
  {
    aor: uri,
    contact: { uri, pubGruu: undefined, tempGruu: undefined, toString: () => `<${uri.toString()}>` },
    displayName: '',
    loggerFactory: loggers,
    hackViaTcp: false,
    routeSet: [],
    sipjsId: 'bench',
    supportedOptionTags: [],
    supportedOptionTagsResponse: [],
    userAgentHeaderFieldValue: 'bare',
    viaForceRport: true,
    viaHost: `127.0.0.1:${port}`,
    authenticationFactory: () => undefined,
    transportAccessor: () => transport,
  },
  { onInvite: invited },
);

socket.on('message', (bytes) => {
  const message = Parser.parseMessage(bytes.toString('utf8'), silent);
  if (message instanceof IncomingRequestMessage) core.receiveIncomingRequestFromTransport(message);
});

serveParent({
  ready: () => ({ port }),
  answers: (wanted: boolean) => {
    answers = wanted;
  },
  /** Dialogs that stand. */
  standing: () => standing,
});
