import { clean } from '../words/clean.ts';
import { dayWords, languageName } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { shortList } from './access-facts.ts';

/** The details of one row that differ from row to row. */
export type RowDetails = {
  /** Set where the rows have several languages. */
  language?: string | undefined;
  /** YYYY-MM-DD. */
  until?: string | undefined;
  cc?: string | undefined;
  /** Where the mail leads, if not where the project's mails lead. */
  redirect?: string | undefined;
  /** True for one row without a mail among others that get one. */
  silent?: boolean;
};

/** The access of a row besides its project's. One text or none. */
export function extraWords(extra: readonly string[], say: Say): string[] {
  if (extra.length === 0) return [];
  const names = extra.map((name) => clean(name, 40));
  return [say('approval.flag.extra access', { names: shortList(names, say, 3) })];
}

/** Words for what differs from row to row: the last day, the language, no mail, a copy, another landing place. */
export function rowWords(row: RowDetails, language: Language): string[] {
  const say = speaker(language);
  const { until, cc, redirect, silent } = row;
  return [
    ...(until === undefined
      ? []
      : [say('review.partner.until', { day: dayWords(until, language) })]),
    ...(row.language === undefined
      ? []
      : [say('review.mail.sent', { languages: languageName(row.language, language) })]),
    ...(silent === true ? [say('review.partner.silent')] : []),
    ...(cc === undefined ? [] : [say('review.partner.cc', { address: cc })]),
    ...(redirect === undefined ? [] : [say('review.partner.redirect', { url: redirect })]),
  ];
}
