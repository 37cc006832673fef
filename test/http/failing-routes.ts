import { catchEscapes } from '../../bot/http/escaped-errors.ts';
import { createHttp } from '../../bot/http/server.ts';
import { createLog } from '../../src/log.ts';

// Runs in another process, because the test runner catches uncaught errors itself. The first line is the port.
const log = createLog({ level: 'info' });
const escapes = catchEscapes({ log, onFatal: () => process.exit(70) });
const never = new Promise<never>(() => undefined);
const nothing = async () => ({ status: 200 });

function fail(text: string): never {
  throw new Error(text);
}

const http = createHttp({
  listen: { host: '127.0.0.1', port: 0 },
  loopback: false,
  log,
  escapes,
  moment: () => performance.now(),
  routes: {
    messages:
      async () =>
      async ({ body }) => {
        if (body === 'timer') setImmediate(() => fail('secret of a timer'));
        if (body === 'promise') void Promise.reject(new Error('secret of a promise'));
        return body === 'well' ? { status: 200 } : await never;
      },
    notifications: nothing,
    lifecycle: nothing,
    ready: async () => true,
    alive: () => true,
  },
});
process.stdout.write(`${await http.listen()}\n`);
// An error that belongs to no request ends the process, because its state is unknown.
process.once('SIGTERM', () => setImmediate(() => fail('secret of nobody')));
