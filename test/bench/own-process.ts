import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type OwnProcess = {
  url: string;
  /** Resolves at the end of the process. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

/** Ends a process when its parent is gone. */
const preload = new URL('../sandbox/follow-parent.ts', import.meta.url).href;

/** Runs a file of this folder in a new process. Its first line is its address. */
export async function startOwn(file: URL, args: readonly string[] = []): Promise<OwnProcess> {
  const child = spawn(process.execPath, ['--import', preload, file.pathname, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [url] = await Promise.race([
    once(lines, 'line'),
    gone.then(([code]) => {
      throw new Error(`${file.pathname} ended with ${String(code)}`);
    }),
  ]);
  return {
    url: String(url),
    exited: gone.then(() => undefined),
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
