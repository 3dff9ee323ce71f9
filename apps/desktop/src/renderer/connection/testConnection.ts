import { type Connection, installConnection } from './connection.ts';

/** For tests: a connection that nobody answers on. What is sent from now on stands in the list. */
export function recordCommands(): { readonly name: string; readonly input: unknown }[] {
  const sent: { readonly name: string; readonly input: unknown }[] = [];
  const sendCommand = (name: string, input: unknown): Promise<never> => {
    sent.push({ name, input });
    return new Promise(() => {});
  };
  installConnection({ sendCommand } as unknown as Connection);
  return sent;
}
