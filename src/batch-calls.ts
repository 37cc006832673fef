export type BatchedCalls<Asked, Answer> = {
  /** Answers all requests of one call, in the order in which callers asked. */
  call: (asked: readonly Asked[]) => Promise<readonly Answer[]>;
  /** Two of the same name never share a call. Without it any may share one. */
  nameOf?: (asked: Asked) => unknown;
  /**
   * The rule for a call that failed. True where it did nothing, or where doing it twice is harmless: then each is asked
   * again alone, so that one failure takes no other along. False: all of the call fail.
   */
  mayRepeat: (error: unknown) => boolean;
  /** At most so many share a call, so that a transaction stays short. Without it there is no limit. */
  most?: number;
};

/**
 * Collects what callers ask while a call is running, and asks it in the next call. Under load one statement and one
 * write to disk then serve many. The first request goes at once: it waits for no others.
 */
export function batchCalls<Asked, Answer>(
  how: BatchedCalls<Asked, Answer>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const next = nextCall(waiting, how);
      waiting = waiting.filter((each) => !next.has(each));
      await answer([...next], how);
    }
    isRunning = false;
  }

  return (asked) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ asked, resolve, reject });
    if (!isRunning) void run();
    return promise;
  };
}

type Waiting<Asked, Answer> = {
  asked: Asked;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** The questions that share the next call: the first of each name. */
function nextCall<Asked, Answer>(
  waiting: readonly Waiting<Asked, Answer>[],
  { nameOf, most = Number.POSITIVE_INFINITY }: BatchedCalls<Asked, Answer>,
): ReadonlySet<Waiting<Asked, Answer>> {
  const byName = new Map<unknown, Waiting<Asked, Answer>>();
  for (const each of waiting) {
    if (byName.size >= most) break;
    const name = nameOf === undefined ? each : nameOf(each.asked);
    if (!byName.has(name)) byName.set(name, each);
  }
  return new Set(byName.values());
}

async function answer<Asked, Answer>(
  asking: readonly Waiting<Asked, Answer>[],
  how: BatchedCalls<Asked, Answer>,
): Promise<void> {
  try {
    const answers = await how.call(asking.map(({ asked }) => asked));
    if (answers.length !== asking.length) throw new Error('A gathered call did not answer all');
    for (const [at, given] of answers.entries()) asking[at]?.resolve(given);
  } catch (error) {
    if (asking.length > 1 && how.mayRepeat(error)) {
      for (const each of asking) await answer([each], how);
      return;
    }
    for (const { reject } of asking) reject(error);
  }
}
