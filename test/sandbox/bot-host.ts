// A process in which one bot after another runs, never two at the same time. test/sandbox/share-hosts.ts starts it, and
// writes its commands to standard input: a line with the variables of a bot starts it, an empty line stands for SIGTERM.
// Standard output and error are the bot's, up to a line that begins with `overMark`.
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { overMark } from './over-mark.ts';
import { ownTimers } from './own-timers.ts';

const bot = new URL('../../bot/', import.meta.url);
const exit = process.exit.bind(process);
const timers = ownTimers();
let starts = 0;
let isLast = false;

// A bot that fails ends this process too, as everywhere. One that stops in order leaves it to the next.
Object.assign(process, {
  exit(code?: number) {
    if (code !== 0 || isLast) exit(code);
    setImmediate(over);
  },
});

/** An end of the process would end all of this too. */
function over(): void {
  timers.clear();
  process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
  const isClean = process.listenerCount('uncaughtException') === 0;
  process.stdout.write(`${overMark}${isClean ? 'clean' : 'not clean'}\n`);
}

/**
 * Each start reads bot/run.ts anew, and so goes through everything that a start goes through. Only the other modules
 * are read already.
 */
async function start(env: object): Promise<void> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  starts += 1;
  await import(new URL(starts === 1 ? 'main.ts' : `run.ts?start=${starts}`, bot).href);
  // The other hosts begin at about the same time, and this one ends late.
  if (starts === 1) flushCompileCache();
}

/** While a bot starts, and while there is none, nothing hears a signal: it ends the process. */
function stop(): void {
  if (!process.emit('SIGTERM', 'SIGTERM')) process.kill(process.pid, 'SIGTERM');
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === '') stop();
    else void start(JSON.parse(line));
  })
  .on('close', () => {
    isLast = true;
    stop();
  });
