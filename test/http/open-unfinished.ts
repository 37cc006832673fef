import { once } from 'node:events';
import { connect } from 'node:net';

const head = [
  'POST /api/notifications HTTP/1.1',
  'Host: bot',
  'Content-Type: application/json',
  'Content-Length: 1000',
  '',
  '{',
].join('\r\n');

/** Opens 700 connections, each with a notification of which only the first byte comes. Resolves when all are sent. */
export async function openUnfinished(port: number, open: DisposableStack): Promise<void> {
  const sockets = Array.from({ length: 700 }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets) {
    open.defer(() => socket.destroy());
    // The server may cut any of them.
    socket.on('error', () => undefined).resume();
  }
  await Promise.all(
    sockets.map(async (socket) => {
      await once(socket, 'connect');
      await new Promise((sent) => socket.write(head, sent));
    }),
  );
}
