import { sandboxKnobs } from './sandbox-knobs.ts';
import { startSandbox } from './start-sandbox.ts';
import { stoppedByPerson } from './stopped-by-person.ts';
import { playTour } from './tour/play-tour.ts';
import { createTranscript } from './tour/transcript.ts';

/** Plays the tour in a new sandbox, which may run beside another. Resolves with the exit code. */
export async function runTour(): Promise<number> {
  const tell = createTranscript({
    write: (text) => process.stdout.write(text),
    coloured: process.stdout.isTTY === true && !process.env.NO_COLOR,
    clock: () => performance.now(),
  });
  tell.heading(
    'Guestlist: the whole journey, played over HTTP between the bot and a practice company',
  );
  const stopped = stoppedByPerson();
  const sandbox = await startSandbox({ ports: 'any', ...sandboxKnobs() });
  const began = performance.now();
  try {
    const outcome = await Promise.race([playTour(sandbox, tell), stopped]);
    if (outcome === undefined) {
      tell.plain('\nStopped.');
      await sandbox.stop();
      // The step under way waits for an event that will never come, and keeps the process alive.
      process.exit(1);
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (outcome) tell.heading(`\nEvery step had its effect, in ${seconds} s.`);
    return outcome ? 0 : 1;
  } finally {
    await sandbox.stop();
  }
}
