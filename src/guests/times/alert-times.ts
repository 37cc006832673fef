/**
 * One card that gathers alerts. `dueAt`: when it goes out next, or went out last. `windowMs`: how long it gathered for
 * that. `gained`: how many alerts it gathered in that window.
 */
export type OpenDigest = { openedAt: Date; dueAt: Date; windowMs: number; gained: number };

/** The messages that the bot lately sent to one place about one project. `shown`: Teams has it. */
export type Told = {
  /** The last alert that went alone. */
  alone?: { at: Date; shown: boolean } | undefined;
  digest?: (OpenDigest & { shown: boolean }) | undefined;
};

/** How the bot sends the waiting alerts: whether the first goes alone, and which digest gathers the others. */
export type Telling = {
  alone: boolean;
  rest:
    | ({ into: 'open digest' } & Omit<OpenDigest, 'openedAt'>)
    | ({ into: 'new digest' } & Omit<OpenDigest, 'openedAt'>)
    | undefined;
};

/** After more alerts in one window, the next window is twice as long. */
const calm = 20;
const longestMs = 60_000;
/** People do not return to an older message, so later alerts get a new one. */
const openMs = 15 * 60_000;

/**
 * Plans the next messages. The first alert goes at once. A digest gathers the alerts that follow within the window. The
 * bot updates it once in each further window while more come. While a message is on its way to Teams, no other goes.
 */
export function planTelling(now: Date, waiting: number, told: Told, baseMs: number): Telling {
  const { alone, digest } = told;
  if (digest !== undefined && isOpen(now, digest, baseMs)) {
    return { alone: false, rest: { into: 'open digest', ...joined(now, digest, waiting, baseMs) } };
  }
  // A message later than now comes from a clock that somebody has set back since.
  const before = [alone?.at, digest?.dueAt].map((at) => at?.getTime() ?? 0);
  const last = Math.max(0, ...before.filter((at) => at <= now.getTime() + baseMs));
  const first = last + baseMs <= now.getTime() && alone?.shown !== false;
  const left = first ? waiting - 1 : waiting;
  if (left <= 0) return { alone: first, rest: undefined };
  const from = first ? now.getTime() : Math.max(last, now.getTime() - baseMs);
  return {
    alone: first,
    rest: { into: 'new digest', dueAt: new Date(from + baseMs), windowMs: baseMs, gained: left },
  };
}

/** The same for alerts that waited. Of several late ones none goes alone. `missed`: they came to a muted channel. */
export function planWaiting(
  now: Date,
  waiting: { count: number; since: Date; missed: boolean },
  told: Told,
  baseMs: number,
): Telling {
  const { count, since, missed } = waiting;
  const plan = planTelling(now, count, told, baseMs);
  const isLate = missed || now.getTime() - since.getTime() > baseMs;
  if (!isLate || !plan.alone || plan.rest === undefined) return plan;
  return {
    alone: false,
    rest: { into: 'new digest', dueAt: now, windowMs: baseMs, gained: count },
  };
}

function isOpen(now: Date, digest: OpenDigest & { shown: boolean }, baseMs: number): boolean {
  if (!digest.shown) return true;
  const until = digest.dueAt.getTime() + nextWindow(digest, baseMs);
  return now.getTime() < Math.min(until, digest.openedAt.getTime() + openMs);
}

function joined(
  now: Date,
  digest: OpenDigest & { shown: boolean },
  count: number,
  baseMs: number,
): Omit<OpenDigest, 'openedAt'> {
  const { dueAt, windowMs, gained, shown } = digest;
  if (!shown || dueAt > now) return { dueAt, windowMs, gained: gained + count };
  const next = nextWindow(digest, baseMs);
  return { dueAt: new Date(dueAt.getTime() + next), windowMs: next, gained: count };
}

function nextWindow({ windowMs, gained }: OpenDigest, baseMs: number): number {
  return gained > calm ? Math.max(baseMs, Math.min(longestMs, windowMs * 2)) : baseMs;
}
