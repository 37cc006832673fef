import { catchEscapes } from '../../bot/http/escapes.ts';
import { createHttp } from '../../bot/http/server.ts';
import { createLog } from '../../src/log.ts';

// A process of its own, because the test runner has a net for what nobody caught. The first line is its port.
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
// What belongs to no request ends the process: nobody knows what state everything is in.
process.once('SIGTERM', () => setImmediate(() => fail('secret of nobody')));
