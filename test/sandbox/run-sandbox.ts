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
  const end = await Promise.race([stopped, sandbox.bot.exited]);
  if (end !== undefined) {
    say(`The bot has ended by itself (${end.code ?? end.signal}). The last lines of its log:`);
    for (const line of sandbox.bot.log().slice(-10)) say(JSON.stringify(line));
  }
  say('\nStopping ...');
  await sandbox.stop();
  say('Stopped. Everything that the sandbox made is deleted.');
  return end === undefined ? 0 : 1;
}

const welcome = ({ teams, tenant, bot }: Sandbox) => `
Open   ${teams.url}

Try this first
  1. In Alex's chat send the sample "With faults": two rows are right.
  2. Tick the box that leaves out the faulty rows, and invite the two partners.
  3. In Megan's chat, approve.
  4. In the partners' mailbox open Jane's mail, sign in and accept.
  5. Read the alert in the channel Atlas > Partners.

The bot is at ${bot.url}, its Graph and the mailbox at ${tenant.url}.
All data is made up, and new at every start. Ctrl-C stops the sandbox.`;
