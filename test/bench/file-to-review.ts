import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workbook } from '../guests/xlsx/workbook.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { startTeams } from '../sandbox/teams/start-teams.ts';
import type { Teams } from '../sandbox/teams/teams.ts';
import { startOwn } from './own-process.ts';
import { familyProcessor, useOf } from './process-use.ts';
import { ms, percentile, type Table } from './table.ts';

const rows = 50_000;
const askEveryMs = 20;

/** The cost of one file for the bot, and for other people during the review. */
export type ReviewCost = {
  /** From the chat to the review card, and the bot's processor time, in milliseconds. */
  took: number;
  processor: number;
  /** The processor time of its database. */
  database: number;
  /** MB at most, and beyond the idle bot. */
  memory: number;
  beyondIdle: number;
  /** The waits of other people for an answer, in milliseconds. */
  waits: readonly number[];
};

/**
 * Measures a file of 50,000 rows from the chat to its review card, in a tenant with 30,000 guests, and the waits of
 * other people.
 */
export async function fileToReview(): Promise<Table> {
  const [csv, xlsx] = await measureReviews([
    { name: 'partners.csv', bytes: partnersFile(rows) },
    { name: 'partners.xlsx', bytes: partnersWorkbook(rows) },
  ]);
  if (csv === undefined || xlsx === undefined) throw new Error('Nothing was measured');
  const { took, processor, beyondIdle, waits } = csv;
  return {
    title: `A file of ${rows} rows, from the chat to the review card, beside 30,000 guests`,
    heads: ['measured', 'limit'],
    rows: [
      { name: 'until the card', cells: [ms(took), '10000 ms'] },
      { name: "the bot's processor time", cells: [ms(processor), '10000 ms'] },
      { name: 'the same list as .xlsx', cells: [ms(xlsx.took), `${ms(2 * took)} (2 × the CSV)`] },
      {
        name: "the bot's processor time for it",
        cells: [ms(xlsx.processor), `${ms(2 * processor)} (2 × the CSV)`],
      },
      { name: 'memory beyond the idle bot', cells: [`${Math.round(beyondIdle)} MB`, '300 MB'] },
      { name: 'another request meanwhile, p95', cells: [ms(percentile(waits, 0.95)), '100 ms'] },
      { name: 'another request meanwhile, longest', cells: [ms(Math.max(...waits)), '100 ms'] },
    ],
    notes: ['The practice tenant and the practice Teams take their share of the time.'],
  };
}

type OfferedFile = { name: string; bytes: Uint8Array };

/** Sends files to a new bot, one after the other. */
async function measureReviews(files: readonly OfferedFile[]): Promise<ReviewCost[]> {
  await using started = new AsyncDisposableStack();
  const tenant = await startLargeTenant(started);
  const reviewer = await startReviewer(started, tenant);
  const costs: ReviewCost[] = [];
  for (const file of files) costs.push(await reviewer.review(file));
  return costs;
}

/** Starts the tenant with 30,000 guests. The stack ends it. */
export async function startLargeTenant(started: AsyncDisposableStack): Promise<{ url: string }> {
  const tenant = await startOwn(new URL('large-tenant.ts', import.meta.url));
  started.defer(() => tenant.stop());
  return tenant;
}

/** A bot that has already reviewed one short file. Measures further files. */
export type Reviewer = { review(file: OfferedFile): Promise<ReviewCost> };

/** Starts the bot of the checkout `tree`. The stack ends it. */
export async function startReviewer(
  started: AsyncDisposableStack,
  tenant: { url: string },
  tree?: string,
): Promise<Reviewer> {
  const teams = await startTeams({ tenantUrl: tenant.url });
  started.defer(() => teams.close());
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-reviewer-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  // When root runs the bot, its database runs as another account, which must be able to enter the folder.
  await chmod(folder, 0o755);
  const database = { DATA_DIR: join(folder, 'data') };
  // With this limit no draft lapses for another, which would count in the measure.
  const env = { MAX_ROWS: '1000000' };
  const bot = await runBot({
    tenant,
    teams,
    database,
    env,
    ...(tree === undefined ? {} : { tree }),
  });
  started.defer(async () => void (await bot.stop()));
  const pidFile = join(database.DATA_DIR, 'postgres', 'cluster', 'postmaster.pid');
  const server = Number.parseInt(await readFile(pidFile, 'utf8'), 10);
  await teams.installPersonal('alex');
  await teams.installPersonal('megan');
  await sendFile(teams, { name: 'few.csv', bytes: partnersFile(100) });
  const idle = await settled(bot);
  return {
    async review(file) {
      const before = useOf(bot.pid() ?? 0).processor;
      const databaseBefore = familyProcessor(server);
      const watch = watchProcess(bot);
      const took = await sendFile(teams, file);
      const { peak, waits } = await watch.end();
      const processor = useOf(bot.pid() ?? 0).processor - before;
      const database = familyProcessor(server) - databaseBefore;
      return { took, processor, database, memory: peak, beyondIdle: peak - idle.memory, waits };
    },
  };
}

/** A file with this number of partners. `odd` is the content of one cell in the first row. */
export function partnersFile(count: number, odd = ''): Uint8Array {
  const lines = ['email,name,project,language,notes'];
  for (let n = 0; n < count; n += 1) {
    const note = n === 0 ? odd : '';
    lines.push(`partner${n}@fabrikam${n % 50}.example,"Partner, Number ${n}",atlas,nl-NL,${note}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** The same rows in Excel's format, with every text as a shared string. */
export function partnersWorkbook(count: number): Uint8Array {
  const strings: string[] = [];
  const places = new Map<string, number>();
  const cell = (text: string) => {
    const place = places.get(text) ?? strings.push(`<t>${text}</t>`) - 1;
    places.set(text, place);
    return `<c t="s"><v>${place}</v></c>`;
  };
  const row = (cells: readonly string[]) => `<row>${cells.map(cell).join('')}</row>`;
  const lines = [row(['email', 'name', 'project', 'language'])];
  for (let n = 0; n < count; n += 1) {
    lines.push(
      row([`partner${n}@fabrikam${n % 50}.example`, `Partner, Number ${n}`, 'atlas', 'nl-NL']),
    );
  }
  return workbook({ sheets: [{ name: 'Partners', rows: lines.join('') }], strings });
}

async function sendFile(teams: Teams, file: OfferedFile): Promise<number> {
  const before = new Set(teams.messages('alex').map(({ id }) => id));
  const began = performance.now();
  await teams.sendFile('alex', file);
  await teams.until(
    () =>
      teams
        .messages('alex')
        .find(
          ({ id, card }) =>
            !before.has(id) && JSON.stringify(card ?? '').includes('request.review'),
        ),
    { timeoutMs: 120_000 },
  );
  return performance.now() - began;
}

/** The use of an idle bot. */
async function settled(bot: Bot) {
  await pause(3000);
  return useOf(bot.pid() ?? 0);
}

function watchProcess(bot: Bot) {
  const over = new AbortController();
  const waits: number[] = [];
  let peak = 0;
  const watching = (async () => {
    while (!over.signal.aborted) {
      const asked = performance.now();
      await (await fetch(`${bot.url}/healthz`)).arrayBuffer();
      waits.push(performance.now() - asked);
      peak = Math.max(peak, useOf(bot.pid() ?? 0).memory);
      await pause(askEveryMs);
    }
  })();
  return {
    async end() {
      over.abort();
      await watching;
      return { peak, waits };
    },
  };
}
