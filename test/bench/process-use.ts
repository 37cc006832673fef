import { readdirSync, readFileSync } from 'node:fs';

/** What a process of this machine uses: memory in MB, processor time in ms. Linux only. */
export function useOf(pid: number): { memory: number; processor: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [user = 0, system = 0] = statOf(pid).slice(ticksAt);
  return {
    memory: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024,
    processor: (user + system) * msPerTick,
  };
}

/** The processor time of a process and of its children, those too that have ended, in ms. Linux only. */
export function familyProcessor(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  const children = all.filter((fields) => fields[1] === pid);
  const ticks = [statOf(pid), ...children].flatMap((fields) => fields.slice(ticksAt, ticksAt + 4));
  return ticks.reduce((sum, each) => sum + each, 0) * msPerTick;
}

const msPerTick = 10;
/** Where a process's own ticks stand, and behind them those of children that have ended. */
const ticksAt = 11;

/** The fields behind the name; none for a process that is gone. The second is the parent. */
function statOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
