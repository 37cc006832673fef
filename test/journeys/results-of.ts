import type { Shown } from './shown.ts';
import type { Journey } from './start.ts';
import { answerTo } from './steps.ts';

/** The lines of the results file that the card offers to Alex, the header aside. */
export async function resultLines(on: Pick<Journey, 'teams'>, card: Shown): Promise<string[]> {
  const offer = await answerTo(
    on,
    { person: 'alex' },
    () => card.click('request.results'),
    ({ consent }) => consent !== undefined,
  );
  await on.teams.acceptFile('alex', offer.id);
  const { file } = await on.teams.until(() => on.teams.messages('alex').findLast((m) => m.file));
  const text = await (await fetch(file?.url ?? '')).text();
  return text.trimEnd().split('\r\n').slice(1);
}
