import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewCard } from '../../bot/cards/review-card.ts';
import { listNoteCodes } from '../../src/guests/list/partner-row.ts';
import { reasonCodes } from '../../src/guests/reason.ts';
import { extremeReviews } from './extreme-reviews.ts';
import { review } from './review-sample.ts';

/** Teams' limit, less room for the message around the card. */
const mostBytes = 27 * 1024;
/** The longest names, in scripts that cards treat differently. */
const words = ['W', 'a long word ', '\u0627\u0628 ', 'x.y@', '漢字'].map((unit) =>
  unit.repeat(300),
);
const texts =
  'column columns other others sheet addresses text words name names numbers codePage lines';
const more = 'project domain near shown number id read before host url address cause field title';
const counts = 'given family count rows drafts line last most going over first limit';

/** A value for every name in any sentence, as long as it can be. */
function valuesOf(word: string): Record<string, string | number> {
  const named = (names: string, value: string | number) =>
    names.split(' ').map((name) => [name, value] as const);
  return Object.fromEntries([
    ...named(texts, word),
    ...named(more, word),
    ...named(counts, 1_000_000),
  ]);
}

/** All entries, beginning with the one at this index. */
const from = <T>(all: readonly T[], at: number): T[] => [
  ...all.slice(at % all.length),
  ...all.slice(0, at % all.length),
];

test('a review card fits into a message of Teams with any list', () => {
  const { 'two thousand': most = review } = extremeReviews;
  for (const [at, code] of listNoteCodes.entries()) {
    // By turns: the scripts change from one list to the next too, so each language meets each script.
    const language = at % 2 === 0 ? 'en' : 'nl';
    const word = words[at % words.length] ?? '';
    const values = valuesOf(word);
    const reasons = from(reasonCodes, at * 3).map((each) => ({ code: each, values }));
    const first = [2, 3, 4, 5, 6].map((line) => ({
      line: line * 100_000,
      name: word,
      address: word,
      project: word,
      language: 'zh-Hant',
      until: '2027-12-31',
      cc: word,
      redirect: word,
      extra: [word, word, word, word],
    }));
    const { card } = reviewCard(
      {
        ...most,
        notes: from(listNoteCodes, at).map((each) => ({ code: each, values })),
        warnings: reasons.slice(0, 12),
        problems: first.map(({ line }) => ({ line, address: word, reasons })),
        partners: { first, total: 50_000 },
        askReason: 'optional',
        choices: { ...most.choices, reason: word.slice(0, 500) },
      },
      language,
    );
    const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
    assert.ok(bytes <= mostBytes, `${bytes} bytes with ${code} first`);
  }
});
