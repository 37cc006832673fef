import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type OwnProcess = {
  url: string;
  /** Resolves when it has ended, by itself or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

/** Ends a process when the one that started it is gone. */
const preload = new URL('../sandbox/follow-parent.ts', import.meta.url).href;

/** Runs a file of this folder as a process of its own; its first line says where it listens. */
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
