import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { leaseHost } from './lease-host.ts';
import { patienceMs } from './patience.ts';

export type LogLine = Readonly<Record<string, unknown>>;
export type Exit = { code: number | null; signal: NodeJS.Signals | null };
export type Env = Readonly<Record<string, string>>;

/** One run of bot/main.ts, from its start to its end. */
export type BotProcess = {
  pid(): number | undefined;
  exited: Promise<Exit>;
  running(): boolean;
  signal(signal: NodeJS.Signals): void;
  /**
   * Resolves at the log line `ready`. Rejects with the reason in words if the bot ends first, or is not ready in time.
   */
  ready(): Promise<void>;
  /** The last 8,000 characters of standard error. */
  complaints(): string;
};

export class BotDidNotStart extends Error {
  constructor(why: string, heard: string) {
    super(`The bot did not start: ${why}.${heard.trim() === '' ? '' : `\n${heard.trim()}`}`);
    this.name = 'BotDidNotStart';
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const preload = new URL('follow-parent.ts', import.meta.url).href;

/** Starts the bot of the checkout `tree`. `hear` gets each line of its log. */
export function startProcess(
  env: Env,
  hear: (line: LogLine) => void,
  tree: string = root,
): BotProcess {
  const child = startedIn(tree, { ...machine(), ...env });
  const lines: LogLine[] = [];
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parsed(text);
    lines.push(line);
    hear(line);
    if (line.event === 'ready') ready.resolve();
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-8000);
  });
  const heard = () => [complaint, ...lines.slice(-10).map((l) => JSON.stringify(l))].join('\n');
  const timer = setTimeout(() => {
    ready.reject(new BotDidNotStart(`it was not ready after ${patienceMs / 1000} s`, heard()));
  }, patienceMs);
  const exited = child.ended().then((exit) => {
    clearTimeout(timer);
    ready.reject(new BotDidNotStart(`it ended with ${exit.code ?? exit.signal}`, heard()));
    return exit;
  });
  ready.promise.then(
    () => clearTimeout(timer),
    () => undefined,
  );
  return {
    pid: child.pid,
    exited,
    running: () => child.exit().code === null && child.exit().signal === null,
    signal: (signal) => void child.kill(signal),
    ready: () => ready.promise,
    complaints: () => complaint,
  };
}

function startedIn(tree: string, env: Env) {
  const leased = tree === root ? leaseHost(env) : undefined;
  if (leased !== undefined) return leased;
  const child = spawn(process.execPath, ['--import', preload, 'bot/main.ts'], {
    cwd: tree,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C in a terminal must reach only the parent, which then stops the bot in its own order.
    detached: true,
    windowsHide: true,
  });
  const exit = (): Exit => ({ code: child.exitCode, signal: child.signalCode });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    pid: () => child.pid,
    exit,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Resolves at the end of the process, also when it could not start. */
    async ended(): Promise<Exit> {
      await once(child, 'close').catch(() => undefined);
      return exit();
    },
  };
}

/**
 * The variables that any program needs, without those that configure a bot. Without NODE_COMPILE_CACHE too: code that
 * the tests keep is of no use to the bot, which reads modules with another setting of V8 and keeps code of its own.
 */
function machine(): Env {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'APPDATA', 'LANG', 'TZ'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A line that is not JSON is a fault of the bot. The log keeps it for tests to find. */
function parsed(text: string): LogLine {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Returns the line as text below.
  }
  return { event: 'not json', text };
}
