/** How often the bot compares the clocks, and by how much they may differ without anybody having set one. */
const lookEveryMs = 1_000;
const slackMs = 500;

type Watched = {
  /** The clock of the machine, which people and programs may set. */
  now: () => Date;
  /** In milliseconds; never goes back. */
  moment: () => number;
  /** The clock was set back. */
  onBack: () => Promise<void>;
};

/** Notices when somebody sets this machine's clock back. Returns the way to stop. */
export function watchClock({ now, moment, onBack }: Watched): () => void {
  const ahead = () => now().getTime() - moment();
  let last = ahead();
  const timer = setInterval(() => {
    const current = ahead();
    if (current < last - slackMs) void onBack();
    last = current;
  }, lookEveryMs);
  return () => clearInterval(timer);
}
