import type { PersonKey } from '../sandbox/seed.ts';
import { acceptFile } from './accept-file.ts';
import type { Shown } from './shown.ts';
import type { Journey } from './start.ts';
import { answerTo } from './steps.ts';

/** Takes the results file from the card, and reads it as the person finds it in OneDrive. */
export const resultsFile = (
  on: Pick<Journey, 'teams'>,
  card: Shown,
  person: PersonKey = 'alex',
): Promise<{ name: string; text: string }> =>
  fileFrom(on, { card, person, button: 'request.results' });

/** Takes the file that a button offers. */
export async function fileFrom(
  on: Pick<Journey, 'teams'>,
  { card, person, button }: { card: Shown; person: PersonKey; button: string },
): Promise<{ name: string; text: string }> {
  const offer = await answerTo(
    on,
    { person },
    () => card.click(button),
    ({ consent }) => consent !== undefined,
  );
  const { name, url } = await acceptFile(on, person, offer);
  return { name, text: await (await fetch(url)).text() };
}

/** The lines of the results file without the header. */
export async function resultLines(
  on: Pick<Journey, 'teams'>,
  card: Shown,
  person: PersonKey = 'alex',
): Promise<string[]> {
  return (await resultsFile(on, card, person)).text.trimEnd().split('\r\n').slice(1);
}
