const dayMs = 86_400_000;

/** A day, so many days from now, as people write it in lists: 2027-01-31. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
