import { sandboxKnobs } from './sandbox-knobs.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';
import { stoppedByPerson } from './stopped-by-person.ts';

/** Keeps a practice company running until Ctrl-C. Resolves with the exit code. */
export async function runSandbox(): Promise<number> {
  const say = (words: string) => process.stdout.write(`${words}\n`);
  say('Starting a practice company on this machine ...');
  const stopped = stoppedByPerson();
  const sandbox = await startSandbox({ ports: 'usual', ...sandboxKnobs() });
  say(welcome(sandbox));
  const died = sandbox.bot.exited.then((exit) => exit);
  const end = await Promise.race([stopped, died]);
  if (end !== undefined) {
    say(`The bot has ended by itself (${end.code ?? end.signal}). The last lines of its log:`);
    for (const line of sandbox.bot.log().slice(-10)) say(JSON.stringify(line));
  }
  say('\nStopping ...');
  await sandbox.stop();
  say('Stopped, and everything that was made is taken away.');
  return end === undefined ? 0 : 1;
}

const welcome = ({ teams, tenant, bot }: Sandbox) => `
Open   ${teams.url}

Try this first
  1. You are Alex. Under "Send a sample file", type  to atlas  and send faulty.csv.
  2. Tick that the rows with problems are left out, and invite the two that are right.
  3. Become Megan Bowen (top of the page), and approve.
  4. In the partners' mailbox, open Jane's mail and accept the invitation.
  5. Look into the channel Atlas > Partners.

The bot is at ${bot.url}, its Graph and the mailbox at ${tenant.url}.
All of it is made up, and new at every start. Ctrl-C stops it.`;
