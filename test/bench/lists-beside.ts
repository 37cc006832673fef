import { earlierBuild } from './earlier-build.ts';
import { measureReviews, partnersFile, type ReviewCost } from './file-to-review.ts';
import { ms, percentile, type Table } from './table.ts';

/** The last commit before one reader read every list. */
const before = 'bf10e31';
const rows = 50_000;
const times = 1;

/** The same file through the build of before and this one, by turns; and one whose first row opens a quotation mark. */
export async function listsBeside(): Promise<Table> {
  await using earlier = await earlierBuild(before);
  const clean = [{ name: 'partners.csv', bytes: partnersFile(rows) }];
  const worst = [{ name: 'partners.csv', bytes: partnersFile(rows, '"new') }];
  const [old, now, odd]: [ReviewCost[], ReviewCost[], ReviewCost[]] = [[], [], []];
  for (let time = 0; time < times; time += 1) {
    old.push(...(await measureReviews(clean, earlier.tree)));
    now.push(...(await measureReviews(clean)));
    odd.push(...(await measureReviews(worst)));
  }
  const base = medians(old);
  const row = (name: string, costs: readonly ReviewCost[]) => {
    const { took, processor, memory } = medians(costs);
    const ratio = (value: number, beside: number) => `${(value / beside).toFixed(2)} x`;
    return {
      name,
      cells: [
        ms(took),
        ratio(took, base.took),
        ms(processor),
        ratio(processor, base.processor),
        `${Math.round(memory)} MB`,
        ratio(memory, base.memory),
      ],
    };
  };
  return {
    title: `A file of ${rows} rows to the review card, beside 30,000 guests: this build and ${before}`,
    heads: ['until the card', '', 'processor', '', 'memory', ''],
    rows: [
      row(before, old),
      row('this build', now),
      row('this build, a quotation mark open in the first row', odd),
    ],
    notes: [`Medians of ${times} runs each, by turns. Limits: 1.0 x, and 3.0 x of the clean file.`],
  };
}

function medians(costs: readonly ReviewCost[]) {
  const median = (of: (cost: ReviewCost) => number) => percentile(costs.map(of), 0.5);
  return {
    took: median(({ took }) => took),
    processor: median(({ processor }) => processor),
    memory: median(({ memory }) => memory),
  };
}
