import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

/** A program in a terminal of its own, and a person in front of it. */
export type Terminal = {
  /** All that stood on the screen so far, without colours. */
  said(): string;
  /** Waits until something stands there that did not stand there at the last wait. Throws if the program ends before. */
  sees(what: RegExp): Promise<void>;
  types(keys: string): void;
  /** The program gets no time to end by itself. */
  killed(): void;
  ended(): Promise<number>;
};

export const enter = '\r';
export const ctrlC = '\u0003';

/** Only Linux's `script` takes these flags. */
export const hasTerminals = process.platform === 'linux';

/** Runs a command line in a terminal: `script` of util-linux gives it one. */
export function openTerminal(
  command: string,
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Terminal {
  const program = spawn(
    'script',
    ['-qefc', `stty cols 160 rows 50; exec ${command}`, '/dev/null'],
    {
      cwd,
      env: { ...env, TERM: 'xterm', SHELL: '/bin/sh' },
      stdio: 'pipe',
    },
  );
  let text = '';
  let seen = 0;
  const heard = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    text += stripVTControlCharacters(String(chunk));
    for (const each of heard) each();
  };
  program.stdout.on('data', hear);
  program.stderr.on('data', hear);
  const exit = once(program, 'close').then(([code]) => Number(code ?? 1));
  return {
    said: () => text,
    async sees(what) {
      await waitFor({ program, exit, heard }, () => {
        const found = what.exec(text.slice(seen));
        if (found !== null) seen += found.index + found[0].length;
        return found !== null;
      }).catch(() => {
        throw new Error(`${what} never stood there:\n${text.slice(-3_000)}`);
      });
    },
    types: (keys) => void program.stdin.write(keys),
    killed: () => void program.kill('SIGKILL'),
    ended: () => exit,
  };
}

type Watched = { program: ChildProcess; exit: Promise<number>; heard: Set<() => void> };

async function waitFor({ exit, heard }: Watched, isThere: () => boolean): Promise<void> {
  if (isThere()) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    if (isThere()) resolve();
  };
  heard.add(look);
  void exit.then(() => reject(new Error('The program ended')));
  try {
    await promise;
  } finally {
    heard.delete(look);
  }
}
