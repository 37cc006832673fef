import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openScene } from './scene.ts';
import { percentile, type Table } from './table.ts';
import { talk } from './talk.ts';

const seconds = 60;
const cutEveryMs = 2_000;
const burners = 8;

/**
 * Cuts all lines of two replicas to the database every two seconds, on a busy machine, while one person asks for help.
 */
export async function cutStorm(): Promise<Table> {
  await using stack = new AsyncDisposableStack();
  const scene = stack.use(
    await openScene({
      ...{ seed: 7, knobs: { latencyMs: 50 }, access: 'group' },
      ...{ replicas: 2, breakable: true, balanced: true },
    }),
  );
  for (let n = 0; n < burners; n += 1) {
    const burner = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    stack.defer(() => void burner.kill('SIGKILL'));
  }
  const end = performance.now() + seconds * 1000;
  const isOver = () => performance.now() > end;
  const [{ pauses, lost }, cuts] = await Promise.all([
    talk(scene, isOver),
    cut(scene.lines, isOver),
  ]);
  const line = (name: string, ms: number) => ({ name, cells: [`${(ms / 1000).toFixed(1)} s`] });
  return {
    title: `\`help\` once a second for ${seconds} s, ${cuts} times all lines of two replicas to the database cut, ${burners} programs burning beside them`,
    heads: ['until the next answer'],
    rows: [
      line('median', percentile(pauses, 0.5)),
      line('p95', percentile(pauses, 0.95)),
      line('longest', Math.max(...pauses)),
      { name: 'messages without an answer', cells: [`${lost}`] },
    ],
  };
}

async function cut(lines: readonly { cut(): void }[], isOver: () => boolean): Promise<number> {
  for (let cuts = 0; ; cuts += 1) {
    await pause(cutEveryMs);
    if (isOver()) return cuts;
    for (const line of lines) line.cut();
  }
}
