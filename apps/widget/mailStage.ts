import { createServer, type AddressInfo } from 'node:net';

/** Stage: a mail server (RFC 5321) that takes everything it gets. `first` is the text of the first mail. */
export async function openMailServer(): Promise<{ port: number; first: Promise<string>; close: () => void }> {
  const mail = Promise.withResolvers<string>();
  const server = createServer((socket) => {
    let text: string | undefined;
    let rest = '';
    const answer = (line: string): void => {
      if (text !== undefined) {
        if (line !== '.') text += `${line}\n`;
        else {
          mail.resolve(text);
          text = undefined;
          socket.write('250 taken\r\n');
        }
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'DATA') text = '';
      socket.write(verb === 'DATA' ? '354 go on\r\n' : verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      if (verb === 'QUIT') socket.end();
    };
    socket.setEncoding('utf8').on('data', (data: string) => {
      const lines = (rest + data).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(answer);
    });
    // A client that is gone needs no answer.
    socket.on('error', () => socket.destroy());
    socket.write('220 ready\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, first: mail.promise, close: () => server.close() };
}
