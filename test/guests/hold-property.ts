import assert from 'node:assert/strict';
import fc from 'fast-check';

/**
 * Holds a property for random values. Prints the seed and the smallest example of a failure at once: the runner prints
 * errors at its end, and a run that is killed has none.
 */
export async function holdProperty<T>(
  property: fc.IAsyncProperty<T>,
  numRuns: number,
): Promise<void> {
  const details = await fc.check(property, { numRuns });
  if (!details.failed) return;
  const report = fc.defaultReportMessage(details) ?? 'The property failed';
  process.stderr.write(`${report}\n`);
  assert.fail(report);
}
