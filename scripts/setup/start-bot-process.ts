import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));

/** Runs the bot as `npm start` does, in the folder of its configuration, until it ends. Gives its exit code. */
export async function runBotProcess(): Promise<number> {
  const { GUESTLIST_SETUP_TOKEN: _, ...env } = process.env;
  const bot = spawn(process.execPath, ['--env-file-if-exists=.env', main], {
    stdio: 'inherit',
    env,
  });
  // A terminal sends Ctrl-C to both. Only the bot ends by it, in its own time.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => bot.kill('SIGTERM'));
  const [code] = await once(bot, 'exit');
  return typeof code === 'number' ? code : 1;
}
