// node test/tools/render-cards.ts <folder> [--short] [only names that begin so]
// Draws every card with every sample, in both themes, widths and languages, in an old client of Teams, and with its
// parts opened. Makes one page with all pictures.
// --short: only light and narrow, as sent and opened, which shows most faults.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { isNode } from '../cards/card-tree.ts';
import type { Sample } from '../cards/sample.ts';
import { samples } from '../cards/samples.ts';
import { openBrowser, skip } from '../page/browser.ts';
import { patienceMs } from '../sandbox/patience.ts';
import { cardPage, type Theme } from './card-page.ts';

type Look = 'as sent' | 'opened' | 'old client';
type Kind = { theme: Theme; width: number; language: 'en' | 'nl'; look: Look };
type Drawn = { name: string; file: string; said: readonly string[] };

const languages = ['en', 'nl'] as const;
const kinds: readonly Kind[] = [
  ...(['light', 'dark'] as const).flatMap((theme) =>
    [480, 320].flatMap((width) =>
      (['as sent', 'opened'] as const).flatMap((look) =>
        languages.map((language) => ({ theme, width, language, look })),
      ),
    ),
  ),
  // Teams on a phone guarantees only version 1.2.
  ...languages.map((language) => ({
    theme: 'light' as const,
    width: 320,
    language,
    look: 'old client' as const,
  })),
];

const pagesAtOnce = 3;

const isShort = process.argv.includes('--short');
const [folder = 'out', only = ''] = process.argv.slice(2).filter((word) => word !== '--short');
const chosen = samples.filter(({ name }) => name.startsWith(only));
if (chosen.length > 0) {
  process.exitCode = await main(
    join(folder, 'cards'),
    chosen,
    isShort ? kinds.filter(isTelling) : kinds,
  );
} else {
  const names = new Set(samples.map(({ name }) => name.split(':', 1)[0]));
  say(`No card has a name that begins with "${only}". Cards: ${[...names].join(', ')}.`);
  process.exitCode = 1;
}

function isTelling({ theme, width, look }: Kind): boolean {
  return theme === 'light' && width === 320 && look !== 'old client';
}

async function main(
  target: string,
  cards: readonly Sample[],
  looks: readonly Kind[],
): Promise<number> {
  if (skip !== false) {
    say(skip);
    return 1;
  }
  mkdirSync(target, { recursive: true });
  say(`Drawing ${cards.length} cards in ${looks.length} looks.`);
  const browser = await openBrowser();
  try {
    const byKind: Drawn[][] = [];
    let done = 0;
    const waiting = [...looks.entries()];
    const drawNext = async (): Promise<void> => {
      const [index, kind] = waiting.shift() ?? [];
      if (index === undefined || kind === undefined) return;
      byKind[index] = await drawKind(browser, kind, { target, chosen: cards });
      done += 1;
      const { theme, width, language, look } = kind;
      say(`${done} of ${looks.length}: ${theme}, ${width} px, ${language}, ${look}`);
      await drawNext();
    };
    // More pages than the machine has time for would wait for each other until they give up.
    await Promise.all(Array.from({ length: pagesAtOnce }, drawNext));
    const drawn = byKind.flat();
    writeFileSync(join(target, 'index.html'), contactSheet(cards, drawn));
    const faults = drawn.filter(({ said }) => said.length > 0);
    for (const { name, file, said } of faults) say(`${name} (${file}): ${said.join('; ')}`);
    say(`${drawn.length} pictures: ${join(target, 'index.html')}`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
  }
}

async function drawKind(
  browser: Browser,
  kind: Kind,
  work: { target: string; chosen: readonly Sample[] },
): Promise<Drawn[]> {
  const page = await browser.newPage({ viewport: { width: kind.width + 16, height: 400 } });
  page.setDefaultTimeout(patienceMs);
  await page.route('**', (route) => route.abort()); // a card must not fetch anything
  await page.setContent(cardPage(kind.theme, kind.width));
  const drawn: Drawn[] = [];
  for (const sample of work.chosen) {
    const { card } = sample.draw(kind.language);
    if (kind.look !== 'opened') drawn.push(await drawOne(page, kind, { ...work, sample, card }));
    else if (hides(card))
      drawn.push(await drawOne(page, kind, { ...work, sample, card: opened(card) }));
  }
  await page.close();
  return drawn;
}

async function drawOne(
  page: Page,
  { theme, width, language, look }: Kind,
  { target, sample, card }: { target: string; sample: Sample; card: unknown },
): Promise<Drawn> {
  const looks = look === 'as sent' ? '' : `.${look.replace(' ', '-')}`;
  const file = `${sample.name.replace(/[^a-z0-9]+/gi, '-')}.${theme}.${width}.${language}${looks}.png`;
  const version = look === 'old client' ? '1.2' : '1.5';
  const said: string[] = await page.evaluate(`draw(${JSON.stringify(card)}, '${version}')`);
  await page.locator('body').screenshot({ path: join(target, file) });
  // Ignores an old client's warnings about unknown parts. The picture shows that it leaves them out.
  return { name: sample.name, file, said: look === 'old client' ? [] : said };
}

function hides(card: unknown): boolean {
  return JSON.stringify(card).includes('Action.ToggleVisibility');
}

/** The card after a press on every button that opens a part. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name === 'isVisible' ? [] : [[name, opened(inner)]],
    ),
  );
}

function contactSheet(chosen: readonly Sample[], drawn: readonly Drawn[]): string {
  const rows = chosen.map(({ name }) => {
    const pictures = drawn
      .filter((picture) => picture.name === name)
      .map(({ file }) => `<img loading="lazy" src="${file}" alt="${file}">`);
    return `<h2>${name}</h2><div>${pictures.join('')}</div>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>
<style>body { font-family: system-ui; background: #888 } div { display: flex; gap: 8px; align-items: start; overflow-x: auto }</style>
<h1>Cards</h1>${rows.join('\n')}</html>\n`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
