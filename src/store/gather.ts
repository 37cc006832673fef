/**
 * Makes one call of all that are asked for while the call before is under way: under load that is one statement and one
 * write to disk instead of many. Nobody waits for others to come. What is asked twice goes into two calls.
 */
export function gather<Answer>(
  call: (asked: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): (asked: string) => Promise<Answer> {
  let waiting: Waiting<Answer>[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const now = new Map(waiting.toReversed().map((each) => [each.asked, each]));
      waiting = waiting.filter((each) => now.get(each.asked) !== each);
      await answer([...now.values()], call);
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

type Waiting<Answer> = {
  asked: string;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

async function answer<Answer>(
  asking: readonly Waiting<Answer>[],
  call: (asked: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): Promise<void> {
  try {
    const answers = await call(asking.map(({ asked }) => asked));
    for (const { asked, resolve, reject } of asking) {
      const given = answers.get(asked);
      if (given === undefined) reject(new Error('Gathered, and not answered'));
      else resolve(given);
    }
  } catch (error) {
    for (const { reject } of asking) reject(error);
  }
}
