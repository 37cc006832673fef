import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotProcess, type Env, type Exit, type LogLine, startProcess } from './bot-process.ts';
import { freePort } from './free-port.ts';
import { stopLeftDatabase } from './left-database.ts';
import { patienceMs } from './patience.ts';
import { groups, projectsFile, tenantId } from './seed.ts';

export type Bot = {
  /** http://127.0.0.1:<port> */
  url: string;
  pid(): number | undefined;
  /** The parsed lines of the bot's log so far, from all its runs. */
  log(): readonly LogLine[];
  /** Waits for a log line. Resolves at once if an earlier line of any run matches. */
  logged(match: (line: LogLine) => boolean, timeoutMs?: number): Promise<LogLine>;
  /** The end of the present run's standard error. */
  complaints(): string;
  /** Stops the bot (SIGTERM), waits for its end, and removes its folder and its database. Works after `kill` too. */
  stop(): Promise<Exit>;
  /** Sends SIGKILL. The bot's embedded database runs on until `restart` or `stop`. */
  kill(): Promise<Exit>;
  /** Stops the bot if it runs, and starts it again with the same port, environment and data. */
  restart(): Promise<void>;
  /** Resolves when the present run ends. */
  readonly exited: Promise<Exit>;
};

export type BotOptions = {
  tenant: { url: string };
  /** `setBot` gets the bot's address after each start. */
  teams: { setBot(url: string): void };
  /** Overrides the sandbox's own variables and adds to them. An empty text removes a variable. */
  env?: Env;
  /** Without it the bot gets a folder of its own, and `stop` removes that. */
  database?: { DATA_DIR: string } | { DATABASE_URL: string };
  /** A path. Without it: the practice company's projects. */
  projectsFile?: string;
  port?: number;
  /** The checkout of the bot. Without it: this one. */
  tree?: string;
};

/** Starts bot/main.ts as a child process and waits until it is ready. It never outlives its parent. */
export async function runBot(options: BotOptions): Promise<Bot> {
  const folder = await makeFolder();
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = environment(options, { folder, port });
  const ears = listen();
  let run = startProcess(env, ears.hear, options.tree);
  const ready = async () => {
    await run.ready();
    options.teams.setBot(`${url}/api/messages`);
  };
  const clean = async () => {
    if (env.DATA_DIR !== undefined) await stopLeftDatabase(env.DATA_DIR);
    await rm(folder, { recursive: true, force: true });
  };
  await ready().catch(async (error: unknown) => {
    await end(run, 'SIGKILL');
    await clean();
    throw error;
  });
  return {
    url,
    pid: () => run.pid(),
    log: () => ears.lines,
    logged: ears.logged,
    complaints: () => run.complaints(),
    async stop() {
      const exit = await end(run, 'SIGTERM');
      await clean();
      return exit;
    },
    kill: () => end(run, 'SIGKILL'),
    async restart() {
      await end(run, 'SIGTERM');
      run = startProcess(env, ears.hear, options.tree);
      await ready();
    },
    get exited() {
      return run.exited;
    },
  };
}

/** When root runs the bot, its database runs as another account, which must be able to enter the folder. */
async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'projects.json'), JSON.stringify(projectsFile, null, 2));
  return folder;
}

function environment(options: BotOptions, made: { folder: string; port: number }): Env {
  const database = options.database ?? { DATA_DIR: join(made.folder, 'data') };
  const all = {
    LOOPBACK: 'true',
    PORT: String(made.port),
    PUBLIC_URL: `http://127.0.0.1:${made.port}`,
    GRAPH_URL: options.tenant.url,
    PROJECTS_FILE: options.projectsFile ?? join(made.folder, 'projects.json'),
    INVITERS_GROUP_ID: groups.inviters.id,
    BULK_INVITERS_GROUP_ID: groups.bulkInviters.id,
    OPERATORS_GROUP_ID: groups.operators.id,
    MicrosoftAppTenantId: tenantId,
    REDEMPTION_POLL: 'PT4S',
    REPLICATION_PATIENCE: 'PT20S',
    ...database,
    ...options.env,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

async function end(run: BotProcess, signal: NodeJS.Signals): Promise<Exit> {
  if (run.running()) run.signal(signal);
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    run.signal('SIGKILL');
    reject(new Error(`The bot did not end within ${patienceMs / 1000} s of ${signal}`));
  }, patienceMs);
  return Promise.race([run.exited, tooLate]).finally(() => clearTimeout(timer));
}

function listen() {
  const lines: LogLine[] = [];
  const waiting = new Set<(line: LogLine) => void>();
  return {
    lines,
    hear(line: LogLine) {
      lines.push(line);
      for (const look of [...waiting]) look(line);
    },
    logged(match: (line: LogLine) => boolean, timeoutMs = patienceMs): Promise<LogLine> {
      const past = lines.find(match);
      if (past) return Promise.resolve(past);
      const { promise, resolve, reject } = Promise.withResolvers<LogLine>();
      const look = (line: LogLine) => match(line) && resolve(line);
      const timer = setTimeout(() => {
        const last = lines.slice(-10).map((line) => JSON.stringify(line));
        reject(
          new Error(`The bot did not log it in ${timeoutMs} ms. Its last:\n${last.join('\n')}`),
        );
      }, timeoutMs);
      // The bot's process keeps this one alive while it runs, so the timer need not.
      timer.unref();
      waiting.add(look);
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(look);
      });
    },
  };
}
