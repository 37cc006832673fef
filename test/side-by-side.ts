import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A program that checks something. `asks`: what it looks for, in words. */
export type Part = { command: string; asks: string };

/**
 * Runs all parts at the same time. Writes for each part that fails its name and all that it said, a part after another
 * in the order of the list. Returns the commands that failed.
 */
export async function runSideBySide(
  parts: readonly Part[],
  write: (words: string) => void,
): Promise<string[]> {
  const running = parts.map(({ command, asks }) => ({ command, asks, ended: runPart(command) }));
  const failed: string[] = [];
  for (const { command, asks, ended } of running) {
    const { code, said } = await ended;
    if (code === 0) continue;
    failed.push(command);
    write(`\n${command} failed (${asks}):\n${said.trimEnd()}\n`);
  }
  return failed;
}

/** The shell finds the programs that npm puts in the path, on Windows too. */
async function runPart(command: string): Promise<{ code: number; said: string }> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => resolve(ended ?? 1)); // a signal ended it
  });
  const [ended, out, err] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { code: ended, said: out + err };
}
