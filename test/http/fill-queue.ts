import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Many proxies open so many lines at once for a crowd of callers. */
const lines = 1_000;

/** False where the kernel keeps fewer lines waiting for any program, or is no Linux. */
export function isQueueLong(): boolean {
  try {
    return Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8')) > lines;
  } catch {
    return false;
  }
}

/**
 * Stops the process, opens many lines to its port, and lets it go on. Resolves once the kernel has taken all lines: it
 * drops lines that find no room, and they would never get in while the process stands still.
 */
export async function fillQueue(pid: number, port: number): Promise<void> {
  using open = new DisposableStack();
  process.kill(pid, 'SIGSTOP');
  open.defer(() => process.kill(pid, 'SIGCONT'));
  const signal = AbortSignal.timeout(60_000);
  await Promise.all(
    Array.from({ length: lines }, async () => {
      const socket = connect(port, '127.0.0.1');
      open.defer(() => void socket.on('error', () => undefined).destroy());
      await once(socket, 'connect', { signal });
    }),
  );
}
