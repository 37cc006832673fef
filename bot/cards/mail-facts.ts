import { myApplications } from '../../src/guests/project/landing.ts';
import { clean } from '../words/clean.ts';
import { languageName } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** The mails of some rows: in which languages, and how many invited partners get none. */
export type Mails = {
  /** The most frequent first. */
  languages: readonly { tag: string; count: number }[];
  silent: number;
};

/** Where partners land: a host, and the application whose address it is. */
export type Place = { host: string; application?: string | undefined };

/** How many mails may get lost: Microsoft delivers only `most` in 24 hours from this domain. */
export type MailsOver = { count: number; most: number; domain: string };

/** Says how many mails may get lost. Empty where none may. */
export function mailsOverWords(over: MailsOver | undefined, say: Say): string[] {
  return over === undefined || over.count === 0 ? [] : [say('mails over', over)];
}

const mostLanguages = 6;

/** The language of the invitation mail. Where the rows differ: each language, with how many partners get it. */
export function mailFact({ languages, silent }: Mails, language: Language): CardData {
  const say = speaker(language);
  const label = say('label.mail');
  const [first, ...others] = languages;
  if (first === undefined) return fact(say, label, say('review.mail.none'));
  const named = languages.map(({ tag, count }) => {
    const name = languageName(tag, language);
    return others.length === 0 && silent === 0
      ? say('review.mail.sent', { languages: name })
      : say('review.mail.in', { language: name, count });
  });
  const words = shortList(named, say, mostLanguages);
  const rest = silent > 0 ? `; ${say('review.mail.some', { silent })}` : '';
  return fact(say, label, `${words}${rest}`);
}

/** Where the partners land once they have accepted. */
export function landingFact(places: readonly Place[], language: Language): CardData {
  const say = speaker(language);
  return fact(say, say('label.lands'), placeWords(places, language));
}

/** Names landing places: the host, with the application whose address it is. */
export function placeWords(places: readonly Place[], language: Language): string {
  const say = speaker(language);
  const named = places.map(({ host, application }) => {
    if (myApplications.includes(host)) return say('review.mail.my apps');
    return application === undefined
      ? clean(host, 60)
      : `${clean(application, 40)} (${clean(host, 60)})`;
  });
  return shortList([...new Set(named)], say, 3);
}
