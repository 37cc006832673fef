import { type PaceResult, runAtPace } from './pace-run.ts';
import type { Table } from './table.ts';

const rows = 10_000;

/** Ten thousand partners with one group, at the pace of Graph's documented limits. */
export async function tenThousand(): Promise<Table> {
  const result = await runAtPace(rows, { times: 5 });
  const [memory] = result.memory;
  const { early = 0, late = 0, most = 0 } = memory ?? {};
  const line = (name: string, came: string, wanted: string) => ({ name, cells: [came, wanted] });
  return {
    title: `${rows} partners with one group, at Graph's limits`,
    heads: ['came', 'wanted'],
    rows: [
      line('complete', `${result.complete}`, `${rows}`),
      line('doubled', `${result.doubled}`, '0'),
      line('writes per guest', result.writesPerGuest.toFixed(3), '<= 1.06'),
      line('pace, of what GRAPH_*_LIMIT allow', percent(result), '>= 95 %'),
      line('429 in the steady state', `${result.throttled}`, '0'),
      line('memory, from the first tenth to the last', `${mb(late - early)} MB`, '+- 50 MB'),
      line('memory, the most', `${mb(most)} MB`, ''),
      line('from Confirm to the end', `${Math.round(result.tookMs / 1000)} s`, ''),
    ],
    notes: [result.note],
  };
}

export const percent = ({ pace }: PaceResult): string => `${(pace * 100).toFixed(1)} %`;
const mb = (value: number) => Math.round(value);
