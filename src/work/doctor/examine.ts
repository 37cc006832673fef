import { GraphRefused } from '../../graph/client/graph-faults.ts';
import { type Area, type Finding, inArea } from './finding.ts';

/** One part of the examination. */
export type LookedPart = { area: Area; look: () => Promise<readonly Finding[]> };

/** Passes on the answer. Undefined where it took too long. */
export type InTime = <T>(work: Promise<T>) => Promise<T | undefined>;

/** Looks at all parts at once. A part that fails, or takes too long, is a finding and hides no other part. */
export async function examine(checks: readonly LookedPart[], inTime: InTime): Promise<Finding[]> {
  const found = await Promise.all(
    checks.map(async ({ area, look }): Promise<readonly Finding[]> => {
      try {
        return (await inTime(look())) ?? [inArea(area)('too slow')];
      } catch (error) {
        return [cutShort(area, error)];
      }
    }),
  );
  return found.flat();
}

function cutShort(area: Area, error: unknown): Finding {
  if (error instanceof GraphRefused) return { ...inArea(area)('cut short'), reason: error.reason };
  return inArea(area)('cut short', { text: error instanceof Error ? error.message : 'unknown' });
}
