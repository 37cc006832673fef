import type { Db } from '../../store/database.ts';
import { type CallLimit, pausePace, type Rate, takeCalls } from '../../store/steps/call-pace.ts';
import type { Clock } from '../runtime/work-deps.ts';
import { callsOnTheWay } from './calls-on-the-way.ts';

/** The two limits of Graph that bound the bot, by their names in the database. */
export type PaceName = 'invitation' | 'write';

/** The haste of a call: a person waits for it; it is bulk work; or it only ends something. */
export type Haste = 'person' | 'bulk' | 'end';

export type Pacer = {
  /**
   * Resolves with true when all named permits were given; with false when that takes too long, so that other steps get
   * a turn.
   */
  permit(names: readonly PaceName[], haste: Haste): Promise<boolean>;
  /**
   * Called when an invitation with a permit was answered, or is not sent after all. Until then it counts, however late
   * it is.
   */
  over(): void;
  /** Pauses calls because Graph asked to wait. */
  pause(scope: PaceName | 'all', seconds: number): Promise<void>;
  /** Slows all replicas down when an answer says that the limit is near, before Graph refuses. */
  heed(name: PaceName, answer: { throttlePercentage?: number }): Promise<void>;
};

/** A call that waits so long goes back to the ledger: others may go before it by now. */
const patienceMs = 6_000;
/** No line sleeps longer before it reads the limits again. */
const longestNapMs = 1_000;
/** The bot's own pace uses 0.8 of a limit, and a little more when calls overtake each other. */
const nearLimit = 0.9;
/**
 * The share of each window that bulk work leaves to people who wait for a few lines. Ends leave twice as much:
 * otherwise bulk work, which takes all that becomes free beyond its own share, would leave ends nothing.
 */
const reserved: Record<Haste, Record<PaceName, number>> = {
  person: { invitation: 0, write: 0 },
  bulk: { invitation: 1 / 40, write: 1 / 80 },
  end: { invitation: 1 / 20, write: 1 / 40 },
};
const mostAtOnce = 50;

type Waiting = {
  since: number;
  answer: (given: boolean) => void;
  fail: (error: unknown) => void;
};
type Line = {
  names: readonly PaceName[];
  limits: readonly CallLimit[];
  waiting: Waiting[];
  isServed: boolean;
};

/**
 * Holds one pace for all replicas. Calls that need the same permits stand in one line, and one of them asks the
 * database for all. Lines do not wait for each other. Bulk lines leave a little of each window free.
 */
export function createPacer(deps: { db: Db; clock: Clock }, rates: Record<PaceName, Rate>): Pacer {
  const lines = new Map<string, Line>();
  const onTheWay = callsOnTheWay(deps.db);

  function lineFor(names: readonly PaceName[], haste: Haste): Line {
    const key = `${names.toSorted().join(' ')} ${haste}`;
    const line = lines.get(key) ?? {
      names,
      limits: limitsOf(rates, names, haste),
      waiting: [],
      isServed: false,
    };
    lines.set(key, line);
    return line;
  }

  async function serve(line: Line): Promise<void> {
    const wanted = Math.min(mostAtOnce, line.waiting.length);
    const { given, waitMs, calls } = await takeCalls(deps.db, line.limits, wanted);
    onTheWay.begun(calls);
    for (const { answer } of line.waiting.splice(0, given)) answer(true);
    sendAway(line, deps.clock.now().getTime() - patienceMs);
    if (waitMs > 0 && line.waiting.length > 0) {
      await deps.clock.sleep(Math.min(waitMs, longestNapMs));
    }
  }

  async function serveAll(line: Line): Promise<void> {
    if (line.isServed) return;
    line.isServed = true;
    try {
      while (line.waiting.length > 0) await serve(line);
    } catch (error) {
      for (const { fail } of line.waiting.splice(0)) fail(error);
    } finally {
      // This stands in the same turn as the check of the line: a call that joined in between would wait for ever.
      line.isServed = false;
    }
  }

  async function pause(scope: PaceName | 'all', seconds: number): Promise<void> {
    const names: PaceName[] = scope === 'all' ? ['invitation', 'write'] : [scope];
    for (const name of names) await pausePace(deps.db, name, seconds);
  }

  return {
    pause,
    over: onTheWay.over,
    async heed(name, { throttlePercentage: share = 0 }) {
      // At the limit the pause is a second; beyond it, longer.
      if (share > nearLimit) await pause(name, Math.min(10, (share - nearLimit) * 10));
    },
    permit(names, haste) {
      const line = lineFor(names, haste);
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      const since = deps.clock.now().getTime();
      line.waiting.push({ since, answer: resolve, fail: reject });
      void serveAll(line);
      return promise;
    },
  };
}

/** Sends away calls that began to wait before `before`. The line is in the order of arrival. */
function sendAway(line: Line, before: number): void {
  const late = line.waiting.filter(({ since }) => since < before);
  for (const { answer } of line.waiting.splice(0, late.length)) answer(false);
}

function limitsOf(
  rates: Record<PaceName, Rate>,
  names: readonly PaceName[],
  haste: Haste,
): CallLimit[] {
  return [...new Set(names)].flatMap((name) => {
    const share = names.filter((each) => each === name).length;
    return spansOf(name, rates[name]).map((span) => ({
      ...span,
      share,
      reserve: Math.floor(span.rate.count * reserved[haste][name]),
    }));
  });
}

/** How much later than others a call may reach Graph: the bot writes the ledger between the permit and the call. */
const jitterSeconds = 0.5;
/** The pacer gives out the short window in so many parts, one after the other. */
const parts = 20;

/**
 * The whole window, longer by the jitter, so that bursts that recur do not meet in one of Graph's. The window for
 * invitations is short; a burst of all of it, one moment late, would fill the next: so they are spread over it, and
 * each is followed until it was answered.
 */
function spansOf(
  name: PaceName,
  { count, seconds }: Rate,
): Pick<CallLimit, 'name' | 'rate' | 'statedSeconds'>[] {
  const guard = Math.min(jitterSeconds, seconds / 10);
  const whole = { name, rate: { count, seconds: seconds + guard } };
  if (name !== 'invitation') return [whole];
  const part = { count: Math.ceil(count / parts), seconds: seconds / parts };
  return [
    { ...whole, statedSeconds: seconds },
    { name: `${name} part`, rate: part },
  ];
}
