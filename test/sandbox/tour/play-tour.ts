import type { Sandbox } from '../start-sandbox.ts';
import { fromFileToAlert } from './from-file-to-alert.ts';
import { goodManners } from './good-manners.ts';
import { killedInTheMiddle } from './killed-in-the-middle.ts';
import { oneLine } from './one-line.ts';
import { refusals } from './refusals.ts';
import { createScene, StepFailed } from './scene.ts';
import type { Transcript } from './transcript.ts';

const parts = [fromFileToAlert, oneLine, refusals, killedInTheMiddle, goodManners];

/** Plays the whole journey and writes the transcript. It ends, and returns false, at a step without its effect. */
export async function playTour(sandbox: Sandbox, tell: Transcript): Promise<boolean> {
  const scene = createScene(sandbox, tell);
  try {
    for (const part of parts) await part(scene);
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    tell.failed(error.message);
    const troubles = sandbox.bot.log().filter(({ level }) => level === 'warn' || level === 'error');
    if (troubles.length > 0) tell.plain("\nThe bot's log holds:");
    for (const line of troubles.slice(-5)) tell.plain(`    ${JSON.stringify(line)}`);
    tell.plain(`\nThe tour ends at this step: ${error.title}.`);
    return false;
  }
}
