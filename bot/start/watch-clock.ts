/** How often the bot compares the clocks, and by how much they may differ without anybody having set one. */
const lookEveryMs = 1_000;
const slackMs = 500;
/** A statement may wait so long for a connection and for its answer, and then write a time that it read before. */
const underWayMs = 70_000;

type Watched = {
  /** The clock of the machine, which people and programs may set. */
  now: () => Date;
  /** In milliseconds; never goes back. */
  moment: () => number;
  /** The clock was set back. */
  onBack: () => void;
  /** Mends what the clock wrote while it was ahead. Where it throws, the bot calls it again. */
  mend: () => Promise<void>;
};

/**
 * Notices when somebody sets this machine's clock back. Then calls `mend` until it succeeds, and once more when all
 * that was under way has ended. Returns the way to stop.
 */
export function watchClock({ now, moment, onBack, mend }: Watched): () => void {
  const ahead = () => now().getTime() - moment();
  let last = ahead();
  let due: number[] = [];
  let isMending = false;

  async function mendOnce(): Promise<void> {
    const mended = due;
    isMending = true;
    await mend().then(
      () => mended.shift(),
      () => undefined,
    );
    isMending = false;
  }

  const timer = setInterval(() => {
    const current = ahead();
    if (current < last - slackMs) {
      onBack();
      due = [moment(), moment() + underWayMs];
    }
    last = current;
    if (!isMending && due.some((at) => at <= moment())) void mendOnce();
  }, lookEveryMs);
  return () => clearInterval(timer);
}
