import { GraphRefused } from '../../graph/client/graph-faults.ts';
import { type Area, type Finding, inArea } from './finding.ts';

/** One part of the examination. */
export type LookedPart = { area: Area; look: () => Promise<readonly Finding[]> };

/** Looks at all parts at once. A part that fails is a finding, and hides no other part. */
export async function examine(checks: readonly LookedPart[]): Promise<Finding[]> {
  const found = await Promise.all(
    checks.map(async ({ area, look }): Promise<readonly Finding[]> => {
      try {
        return await look();
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
