/** The median: half of the guests accepted within so many hours. Null where nobody accepted. */
export function medianHours(times: readonly { hours: number; count: number }[]): number | null {
  const half = times.reduce((sum, { count }) => sum + count, 0) / 2;
  let came = 0;
  for (const { hours, count } of times.toSorted((a, b) => a.hours - b.hours)) {
    came += count;
    if (came >= half) return hours;
  }
  return null;
}
