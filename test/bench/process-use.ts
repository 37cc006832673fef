import { readdirSync, readFileSync } from 'node:fs';

/** The use of a process on this machine: memory in MB, processor time in ms. Linux only. */
export function useOf(pid: number): { memory: number; processor: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [user = 0, system = 0] = statOf(pid).slice(ticksAt);
  return {
    memory: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024,
    processor: (user + system) * msPerTick,
  };
}

/** The processor time of a process and its children, also of ended ones, in ms. Linux only. */
export function familyProcessor(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  const children = all.filter((fields) => fields[1] === pid);
  const ticks = [statOf(pid), ...children].flatMap((fields) => fields.slice(ticksAt, ticksAt + 4));
  return ticks.reduce((sum, each) => sum + each, 0) * msPerTick;
}

const msPerTick = 10;
/** The index of a process's own ticks. The ticks of ended children follow. */
const ticksAt = 11;

/** The fields after the name. Empty when the process is gone. The second is the parent. */
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
