import { readFileSync } from 'node:fs';

/** What a process of this machine uses: memory in MB, processor time in ms. Linux only. */
export function useOf(pid: number): { memory: number; processor: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    memory: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024,
    processor: ticks * 10,
  };
}
