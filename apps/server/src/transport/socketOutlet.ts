import type { AgentId, SessionId } from '@ringdesk/shared/model/ids.ts';
import {
  AGENT_NAMESPACE,
  type AgentToServer,
  type Bye,
  type ColleagueComposing,
  type ServerToAgent,
  type Typing,
} from '@ringdesk/shared/protocol/socket.ts';
import type { Namespace, Socket } from 'socket.io';

import type { AgentOutlet } from '../application/agentFeed.ts';
import { cutOff, isBackedUp, isLagging } from '../application/backPressure.ts';
import { updateFrame } from '../application/updateFrames.ts';

interface SocketData {
  agentId: AgentId;
  sessionId: SessionId;
}

export type AgentSocket = Socket<AgentToServer, ServerToAgent, Record<string, never>, SocketData>;
export type AgentNamespace = Namespace<AgentToServer, ServerToAgent, Record<string, never>, SocketData>;

/** Says why and lets this desk go. */
export function dismiss(socket: AgentSocket, reason: Bye['reason']): void {
  socket.emit('bye', { reason });
  // Who does not read will not answer the closing handshake either: what waits for them is thrown away at once.
  if (reason === 'tooSlow') cutOff(socket);
  else socket.disconnect(true);
}

/** One desk. Numbers its updates, and lets go of a client that does not read them. */
export class SocketOutlet implements AgentOutlet {
  readonly agentId: AgentId;
  readonly #socket: AgentSocket;
  seq = 0;

  constructor(socket: AgentSocket) {
    this.agentId = socket.data.agentId;
    this.#socket = socket;
  }

  send(updates: Parameters<AgentOutlet['send']>[0]): void {
    if (isBackedUp(this.#socket.conn)) {
      dismiss(this.#socket, 'tooSlow');
      return;
    }
    this.seq += 1;
    this.#socket.conn.write(updateFrame(AGENT_NAMESPACE, this.seq, updates));
  }

  /** Volatile: dropped for a client that lags. */
  type(typing: Typing): void {
    if (!isLagging(this.#socket.conn)) this.#socket.volatile.emit('typing', typing);
  }

  /** Volatile, too. */
  compose(composing: ColleagueComposing): void {
    if (!isLagging(this.#socket.conn)) this.#socket.volatile.emit('composing', composing);
  }
}
