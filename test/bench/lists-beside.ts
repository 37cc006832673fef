import { earlierBuild } from './earlier-build.ts';
import {
  partnersFile,
  partnersWorkbook,
  type ReviewCost,
  startLargeTenant,
  startReviewer,
} from './file-to-review.ts';
import { ms, percentile, type Table } from './table.ts';

/** The last commit before one reader for all lists. */
const before = 'bf10e31';
const rows = 50_000;
const times = 3;

/**
 * Sends the same file to the earlier build and to this one, by turns. Both run all the time, with the same tenant. Then
 * sends a file whose first row opens a quotation mark, and the same list as a workbook.
 */
export async function listsBeside(): Promise<Table> {
  await using earlier = await earlierBuild(before);
  await using started = new AsyncDisposableStack();
  const tenant = await startLargeTenant(started);
  const [then, today] = [
    await startReviewer(started, tenant, earlier.tree),
    await startReviewer(started, tenant),
  ];
  const clean = { name: 'partners.csv', bytes: partnersFile(rows) };
  const worst = { name: 'partners.csv', bytes: partnersFile(rows, '"new') };
  const workbook = { name: 'partners.xlsx', bytes: partnersWorkbook(rows) };
  const old: ReviewCost[] = [];
  const now: ReviewCost[] = [];
  const odd: ReviewCost[] = [];
  const sheet: ReviewCost[] = [];
  for (let time = 0; time < times; time += 1) {
    old.push(await then.review(clean));
    now.push(await today.review(clean));
  }
  // These come after all turns, because a fuller database slows the next list.
  for (let time = 0; time < times; time += 1) {
    odd.push(await today.review(worst));
    sheet.push(await today.review(workbook));
  }
  const base = medians(old);
  const row = (name: string, costs: readonly ReviewCost[]) => {
    const { took, processor, database, memory } = medians(costs);
    const ratio = (value: number, beside: number) => `${(value / beside).toFixed(2)} x`;
    return {
      name,
      cells: [
        ms(took),
        ratio(took, base.took),
        ms(processor),
        ratio(processor, base.processor),
        ms(database),
        ratio(database, base.database),
        `${Math.round(memory)} MB`,
        ratio(memory, base.memory),
      ],
    };
  };
  return {
    title: `A file of ${rows} rows to the review card, beside 30,000 guests: this build and ${before}`,
    heads: ['until the card', '', 'processor', '', 'database', '', 'memory', ''],
    rows: [
      row(before, old),
      row('this build', now),
      row('this build, a quotation mark open in the first row', odd),
      row('this build, the same list as .xlsx', sheet),
    ],
    notes: [
      `Medians of ${times} runs each, by turns. Limits: 1.0 x; 3.0 x and 2.0 x of this build's clean file for the last two.`,
    ],
  };
}

function medians(costs: readonly ReviewCost[]) {
  const median = (of: (cost: ReviewCost) => number) => percentile(costs.map(of), 0.5);
  return {
    took: median(({ took }) => took),
    processor: median(({ processor }) => processor),
    database: median(({ database }) => database),
    memory: median(({ memory }) => memory),
  };
}
