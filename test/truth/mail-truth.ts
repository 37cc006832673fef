import { factsOf, type ReadCard } from './cards-on-screen.ts';
import type { Claim } from './claim.ts';
import { readAs } from './phrasebook.ts';
import type { InvitationRow } from './read-state.ts';

/** The claims about the mails of rows: the number in each language, and the number of partners without a mail. */
export function mailClaims(card: ReadCard, rows: readonly InvitationRow[]): Claim[] {
  const invited = rows.filter(({ plan }) => plan === 'invite');
  const tags = invited.flatMap(({ sendMail, language }) => (sendMail ? (language ?? 'en-US') : []));
  const [words = '', ...rest] = (factsOf(card, 'label.mail')[0] ?? '').split('; ');
  const isNone = readAs(card.language, words, 'review.mail.none') !== undefined;
  const silent = rest.flatMap((text) => readAs(card.language, text, 'review.mail.some') ?? [])[0];
  const counts = new Map<string, number>();
  for (const tag of tags) {
    const name = languageIn(card, tag);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [
    { what: 'that mails go', said: !isNone, true: tags.length > 0 },
    ...(tags.length === 0
      ? []
      : [
          {
            what: 'how many get no mail',
            said: silent?.values.silent ?? 0,
            true: invited.length - tags.length,
          },
          {
            what: 'the languages of the mails',
            said: saidLanguages(card, words, tags.length),
            true: Object.fromEntries(counts),
          },
        ]),
  ];
}

/** Reads `English 3, German 2`, or one language without a number for all. */
function saidLanguages({ language }: ReadCard, words: string, all: number) {
  const said: Record<string, number> = {};
  for (const each of words.split(', ')) {
    const { values } = readAs(language, each, 'review.mail.in') ?? {};
    // A country follows the language if it adds something.
    const alone = readAs(language, each, 'review.mail.sent')?.values.languages;
    const name = String(values?.language ?? alone ?? each)
      .replace(/ \(.*\)$/, '')
      .toLowerCase();
    said[name] = (said[name] ?? 0) + Number(values?.count ?? all);
  }
  return said;
}

/** The language without its country, in the reader's words. */
const languageIn = ({ language }: ReadCard, tag: string): string =>
  (
    new Intl.DisplayNames(language, { type: 'language' }).of(new Intl.Locale(tag).language) ?? tag
  ).toLowerCase();
