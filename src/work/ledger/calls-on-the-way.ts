/** The calls that this replica let go, until they no longer matter. */
export type CallsOnTheWay = {
  /** `begunAt`: no later than their permits. */
  begun(count: number, begunAt: number): void;
  /** One was answered, or is not made after all. */
  over(): void;
  /**
   * How many may be in Graph's window, `stated` seconds long, though they left the database's, which counts `counted`
   * seconds from the permit: those that were not answered yet, or only within the stated time.
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
