/** The calls that this replica sends to Graph, until they no longer count in Graph's window. */
export type CallsOnTheWay = {
  /** Counts calls as begun. `begunAt`: no later than their permits. */
  begun(count: number, begunAt: number): void;
  /** One call was answered, or is not made after all. */
  over(): void;
  /**
   * How many calls may still be in Graph's window of `stated` seconds, although the database's window of `counted`
   * seconds no longer holds them: those without an answer yet, and those answered within the stated time.
   */
  late(window: { counted: number; stated: number }): number;
};

type Call = { begunAt: number; overAt: number | undefined };

/** No answer takes longer; what is older was never sent. */
const longestSeconds = 120;

/** `now` in milliseconds. */
export function callsOnTheWay(now: () => number): CallsOnTheWay {
  let calls: Call[] = [];
  const since = (at: number) => Math.abs(now() - at) / 1000;

  return {
    begun(count, begunAt) {
      for (let n = 0; n < count; n += 1) calls.push({ begunAt, overAt: undefined });
    },
    over() {
      // Which of them it was makes no difference to how many there are; the oldest counts for the longest.
      const call = calls.find(({ overAt }) => overAt === undefined);
      if (call !== undefined) call.overAt = now();
    },
    late({ counted, stated }) {
      const isOnTheWay = ({ begunAt, overAt }: Call) =>
        overAt === undefined ? since(begunAt) < longestSeconds : since(overAt) < stated;
      const isCounted = ({ begunAt }: Call) => since(begunAt) < counted;
      calls = calls.filter((call) => isOnTheWay(call) || isCounted(call));
      return calls.filter((call) => isOnTheWay(call) && !isCounted(call)).length;
    },
  };
}
