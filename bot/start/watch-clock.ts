/** How far apart two looks are, and how far a clock may be off between them without having been set. */
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

/** Notices when the clock of this machine is set back. Gives back the way to end it. */
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
