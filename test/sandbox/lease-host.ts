import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';

type Env = Readonly<Record<string, string>>;
type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** The address where `shareHosts` gives out hosts. It sets this for every process of a run. */
export const hostsVariable = 'GUESTLIST_TEST_HOSTS';

/** Node or a library reads these at the start of a process, or once. All others are the bot's own settings. */
const forProcess = /^(NODE_|LD_|FAKETIME|SSL_|AZURE_|IDENTITY_)|_PROXY$/i;

/**
 * Starts a bot in a process that other bots ran in before, and returns what `spawn` would. Returns nothing where the
 * run has no such processes, or where this bot needs its own: for an embedded database, or for settings of a process.
 */
export function leaseHost(env: Env) {
  const path = process.env[hostsVariable];
  const needsOwn =
    env.DATABASE_URL === undefined || Object.keys(env).some((name) => forProcess.test(name));
  return path === undefined || needsOwn ? undefined : lease(path, env);
}

function lease(path: string, env: Env) {
  let exit: Exit = { code: null, signal: null };
  let pid: number | undefined;
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const ended = Promise.withResolvers<Exit>();
  const socket = connect(path);
  // The run has ended before this bot, and its hosts with it.
  socket.on('close', () => ended.resolve(exit)).on('error', () => socket.destroy());
  socket.write(`${JSON.stringify(env)}\n`);
  createInterface({ input: socket }).on('line', (line) => {
    const rest = line.slice(1);
    if (line.startsWith('P')) pid = Number(rest);
    else if (line.startsWith('O')) stdout.write(`${rest}\n`);
    else if (line.startsWith('E')) stderr.write(JSON.parse(rest));
    else end(JSON.parse(rest));
  });
  function end(how: Exit): void {
    exit = how;
    stdout.end();
    stderr.end();
  }
  return {
    stdout,
    stderr,
    pid: () => pid,
    exit: () => exit,
    kill: (signal: NodeJS.Signals) => socket.write(`${signal}\n`),
    async ended(): Promise<Exit> {
      await ended.promise;
      // The readers have then read all that the bot wrote.
      await Promise.all([finished(stdout), finished(stderr)]);
      return exit;
    },
  };
}
