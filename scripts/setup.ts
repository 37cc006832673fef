// npm run setup: makes in Entra and Teams what the bot needs, and writes its configuration. It says what it will make,
// and does nothing before a yes. docs/setup.md has all flags.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { languageOf, say as wordsOf } from '../bot/words/say.ts';
import { createGraphClient } from '../src/graph/client/client.ts';
import { deviceCodeCredential } from '../src/graph/client/device-code.ts';
import { GraphRefused, GraphUnavailable } from '../src/graph/client/graph-faults.ts';
import { type KeptTokens, keepTokens } from '../src/graph/client/kept-tokens.ts';
import { SetupStopped } from '../src/work/setup/carry-out.ts';
import { AnswersFault, readSetupAnswers, setupQuestions } from '../src/work/setup/setup-answers.ts';
import { readFlags } from './read-flags.ts';
import { removeSetup } from './setup/remove-setup.ts';
import { runSetup } from './setup/run-setup.ts';
import { isPracticeGraph } from './setup/setup-env.ts';
import { readSetupList, setupFiles } from './setup/setup-files.ts';
import { type SetupInputs, SetupRefused } from './setup/setup-inputs.ts';
import { askAnswers, askYes, SetupLeft } from './setup/setup-prompts.ts';
import { createStop } from './setup/setup-stop.ts';
import { runBotProcess } from './setup/start-bot-process.ts';
import { stoppedWords } from './setup/stopped-words.ts';

const say = wordsOf(languageOf(process.env.LANG));
const timeoutMs = 60_000;
const questions = Object.fromEntries(
  setupQuestions.map((name) => [name, { type: 'string' }] as const),
);
const values = readFlags(
  {
    ...questions,
    answers: { type: 'string' },
    'graph-url': { type: 'string' },
    'dry-run': { type: 'boolean' },
    overwrite: { type: 'boolean' },
    remove: { type: 'boolean' },
    start: { type: 'boolean' },
    yes: { type: 'boolean' },
  },
  'docs/setup.md',
);
const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
const files = setupFiles(process.cwd());
const graphUrl = typeof values['graph-url'] === 'string' ? values['graph-url'] : undefined;

const stop = createStop({
  making: () => console.error(say('setup.stopping')),
  before: () => console.error(say('setup.nothing done')),
});
let asked: Record<string, unknown> = {};

process.exitCode = await main().catch((error: unknown) => {
  console.error(wordsFor(error));
  // The administrator need not type the answers again.
  if (isTerminal && !(error instanceof SetupLeft)) sayFlags(asked);
  return 1;
});

async function main(): Promise<number> {
  if (values.remove === true) {
    const tenantId = (await readSetupList(files))?.tenantId ?? '';
    return (await removeSetup(await runFor(tenantId))) ? 0 : 1;
  }
  const given = await givenAnswers();
  const practice = isPracticeGraph(graphUrl) ? 'practice tenant' : 'real tenant';
  asked = isTerminal && values.yes !== true ? await askAnswers(given, { say, practice }) : given;
  const answers = readSetupAnswers(asked, practice);
  const isMade = await runSetup(await runFor(answers.tenant), answers);
  stop.over();
  if (values['dry-run'] === true) return 0;
  if (!isMade) return 1;
  return (await isToStart()) ? await runBotProcess() : 0;
}

async function isToStart(): Promise<boolean> {
  if (values.start === true || values.yes === true) return values.start === true;
  return isTerminal && (await askYes(say('setup.ask start'), say).catch(() => false));
}

/** The command that gives the same answers without a question. */
function sayFlags(answers: Readonly<Record<string, unknown>>): void {
  const flags = Object.entries(answers).map(
    ([name, value]) => `--${name} ${quoted(String(value))}`,
  );
  if (flags.length === 0) return;
  const url = graphUrl === undefined ? [] : [`--graph-url ${quoted(graphUrl)}`];
  console.error(say('setup.same answers', { text: [...url, ...flags].join(' ') }));
}

/** One word for a shell, apostrophes too. A declaration, since what this file awaits above may call it. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** A flag counts before the file. */
async function givenAnswers(): Promise<Record<string, unknown>> {
  const file = values.answers;
  const read: unknown = typeof file === 'string' ? JSON.parse(await readFile(file, 'utf8')) : {};
  const flags = setupQuestions.flatMap((name) => {
    const value: unknown = Object.entries(values).find(([flag]) => flag === name)?.[1];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...(typeof read === 'object' ? read : {}), ...Object.fromEntries(flags) };
}

async function runFor(tenantId: string): Promise<SetupInputs> {
  const url = graphUrl ?? 'https://graph.microsoft.com';
  return {
    client: createGraphClient({
      graphUrl: url,
      tokens: isPracticeGraph(graphUrl) ? undefined : tokensFor(url, tenantId),
      priority: 'high',
      newRequestId: randomUUID,
      timeoutMs,
    }),
    graphUrl,
    files,
    sample: await readFile(new URL('../.env.sample', import.meta.url), 'utf8'),
    say,
    print: (line) => console.log(line),
    agree,
    mode: values['dry-run'] === true ? 'dry run' : 'make',
    foreignEnv: values.overwrite === true ? 'overwrite' : 'keep',
    now: () => new Date(),
    isStopping: stop.isStopping,
    sleep: (ms) => setTimeout(ms, undefined),
  };
}

/** A token from elsewhere, such as `az account get-access-token`, or one for a code that the administrator types. */
function tokensFor(url: string, tenantId: string): KeptTokens {
  const token = process.env.GUESTLIST_SETUP_TOKEN;
  const credential = deviceCodeCredential(tenantId, ({ url: text, code }) =>
    console.error(say('setup.sign in', { text, name: code })),
  );
  // Longer than the quarter of an hour for which Microsoft's code lasts.
  const kept = keepTokens(credential, { graphUrl: url, timeoutMs: 20 * 60_000 });
  return token === undefined ? kept : { ...kept, get: async () => token, refused: () => 'new' };
}

async function agree(question: string): Promise<boolean> {
  const isAgreed = await agreed(question);
  if (isAgreed) stop.making();
  return isAgreed;
}

async function agreed(question: string): Promise<boolean> {
  // To overwrite somebody's file takes a flag of its own.
  if (values.yes === true) return question !== say('setup.ask overwrite', { name: '.env' });
  if (isTerminal) return await askYes(question, say);
  console.error(say('setup.needs yes', { name: '--yes' }));
  return false;
}

function wordsFor(error: unknown): string {
  if (error instanceof AnswersFault)
    return [say('setup.answers missing'), ...error.faults.map((fault) => `- ${fault}`)].join('\n');
  if (error instanceof SetupStopped) return stoppedWords(error, say);
  if (error instanceof SetupLeft) return say(stop.hasBegun() ? 'setup.left' : 'setup.nothing done');
  if (error instanceof SetupRefused) return error.message;
  if (error instanceof GraphUnavailable || error instanceof GraphRefused)
    return say('setup.signed out');
  return error instanceof Error ? error.message : String(error);
}
