export type Gathering<Asked, Answer> = {
  /** The answers in the order in which they were asked for. */
  call: (asked: readonly Asked[]) => Promise<readonly Answer[]>;
  /** What has the same name never goes into one call. */
  nameOf: (asked: Asked) => string;
  /** Whether after a failure like this each may be asked for by itself: nothing was done, or doing it twice is harmless. */
  mayRepeat: (error: unknown) => boolean;
};

/**
 * Makes one call of all that are asked for while the call before is under way: under load that is one statement and one
 * write to disk instead of many. Nobody waits for others to come, and nobody fails for what another one asked.
 */
export function gather<Asked, Answer>(
  how: Gathering<Asked, Answer>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const now = new Map(waiting.toReversed().map((each) => [how.nameOf(each.asked), each]));
      waiting = waiting.filter((each) => now.get(how.nameOf(each.asked)) !== each);
      await answer([...now.values()].toReversed(), how);
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

async function answer<Asked, Answer>(
  asking: readonly Waiting<Asked, Answer>[],
  how: Gathering<Asked, Answer>,
): Promise<void> {
  try {
    const answers = await how.call(asking.map(({ asked }) => asked));
    if (answers.length !== asking.length) throw new Error('Gathered, and not all answered');
    for (const [at, given] of answers.entries()) asking[at]?.resolve(given);
  } catch (error) {
    if (asking.length > 1 && how.mayRepeat(error)) {
      for (const each of asking) await answer([each], how);
      return;
    }
    for (const { reject } of asking) reject(error);
  }
}
