import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../sandbox/free-port.ts';
import { patienceMs } from '../sandbox/patience.ts';
import { playgroundConfig } from './playground-config.ts';

const program = () => fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'));
/** Ends a process when its parent is gone. */
const preload = new URL('../sandbox/follow-parent.ts', import.meta.url).href;

/** The reason why the client is missing here. False when it is installed. */
export const noClient = isInstalled()
  ? false
  : '@microsoft/m365agentsplayground is not installed; it is a devDependency';

/** Starts the Playground for a bot. Its server is the connector and the page. */
export async function startClient(
  botUrl: string,
  folder: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const config = join(folder, 'playground.yml');
  const logFile = join(folder, 'playground.log');
  // JSON is YAML.
  await writeFile(config, JSON.stringify(playgroundConfig));
  const child = spawn(
    process.execPath,
    [
      ...[
        '--import',
        preload,
        program(),
        'start',
        '--disable-telemetry',
        '--channel-id',
        'msteams',
      ],
      ...['--app-endpoint', `${botUrl}/api/messages`, '--port', String(await freePort())],
    ],
    {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      },
    },
  );
  const gone = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await gone;
  };
  try {
    // If another program has taken the port the client moves to another one, so its announcement counts.
    const url = `http://localhost:${await announcedPort(child)}`;
    return { url, stop };
  } catch (cause) {
    await stop();
    // Only this file has the reason for a refused configuration.
    const reason = await readFile(logFile, 'utf8').catch(() => 'It wrote no log.');
    throw new Error(`The Playground did not start.\n${reason}`, { cause });
  }
}

function isInstalled(): boolean {
  try {
    return program() !== '';
  } catch {
    return false;
  }
}

async function announcedPort(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    const port = /Listening on (\d+)/.exec(said)?.[1];
    if (port !== undefined) resolve(port);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
  const timer = setTimeout(() => reject(new Error(`It is silent: ${said}`)), patienceMs);
  return await promise.finally(() => clearTimeout(timer));
}
