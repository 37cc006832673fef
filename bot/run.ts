import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { countRepeats } from '../src/count-repeats.ts';
import { createLog } from '../src/log.ts';
import type { Clock } from '../src/work/runtime/work-deps.ts';
import { shiftedClock } from './start/shifted-clock.ts';
import { startBot } from './start/start-bot.ts';

const machineClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};

try {
  const config = readConfig(process.env);
  const later = (ms: number, run: () => void) => void setTimeout(run, ms).unref();
  const log = countRepeats(createLog({ level: config.logLevel }), later);
  const { clockOffsetFile } = config;
  const bot = await startBot({
    config,
    log,
    clock:
      clockOffsetFile === undefined
        ? machineClock
        : await shiftedClock(machineClock, clockOffsetFile),
    chance: Math.random,
    newId: randomUUID,
    newSecret: () => randomBytes(32).toString('base64url'),
    // The database is gone: the next start finds everything where it was.
    onLost: () => process.exit(1),
    // The log says what it was. The service manager starts the bot again.
    onFatal: () => process.exit(1),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info('stopping', { code: signal });
      bot.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stop failed', { error });
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  // This is for the person who starts the bot. The log drops messages, because libraries put addresses and tokens in
  // them.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
