/**
 * So long a test waits for anything that a slow machine may delay. Long, because no test may fail for want of speed: only a
 * test that fails for another reason ever waits so long.
 */
export const patienceMs = 300_000;
