import type { Shown } from './shown.ts';
import type { Journey } from './start.ts';
import { answerTo } from './steps.ts';

/** The results file that the card offers to Alex, as he finds it in his OneDrive. */
export async function resultsFile(
  on: Pick<Journey, 'teams'>,
  card: Shown,
): Promise<{ name: string; text: string }> {
  const offer = await answerTo(
    on,
    { person: 'alex' },
    () => card.click('request.results'),
    ({ consent }) => consent !== undefined,
  );
  await on.teams.acceptFile('alex', offer.id);
  const { file } = await on.teams.until(() => on.teams.messages('alex').findLast((m) => m.file));
  const text = await (await fetch(file?.url ?? '')).text();
  return { name: file?.name ?? '', text };
}

/** Its lines, the header aside. */
export async function resultLines(on: Pick<Journey, 'teams'>, card: Shown): Promise<string[]> {
  return (await resultsFile(on, card)).text.trimEnd().split('\r\n').slice(1);
}
