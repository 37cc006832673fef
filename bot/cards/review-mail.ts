import { clean } from '../words/clean.ts';
import { grouped, languageName, listed } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { fact, more, shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';
import type { ReviewView } from './review-view.ts';

const mostDomains = 5;

/** The partners' domains, and the mail that they get. */
export function mailFacts(view: ReviewView, language: Language): CardData[] {
  return [
    ...domainFacts(view, language),
    mailFact(view, language),
    ...previewFacts(view, language),
  ];
}

function mailFact({ mail }: ReviewView, language: Language): CardData {
  const say = speaker(language);
  return fact(say, say('label.mail'), mailWords(mail, language));
}

const myApps = 'myapps.microsoft.com';

/** Microsoft's mail as the partner will see it. */
function previewFacts({ mail: { preview } }: ReviewView, language: Language): CardData[] {
  if (preview === undefined) return [];
  const say = speaker(language);
  const { inviter, primaryDomain, hosts } = preview;
  const places = hosts.map((host) =>
    host === myApps ? say('review.mail.my apps') : clean(host, 60),
  );
  const values = { inviter, domain: primaryDomain, places: shortList(places, say, 3) };
  return [fact(say, say('review.mail.preview'), say('review.mail.as shown', values))];
}

/** One partner's domain is seen in the address. */
function domainFacts({ domains }: ReviewView, language: Language): CardData[] {
  const [first] = domains.first;
  if (first === undefined || (domains.total === 1 && first.count === 1)) return [];
  const say = speaker(language);
  const names = domains.first
    .slice(0, mostDomains)
    .map(({ name, count }) => `${clean(name, 60)} (${grouped(count, language)})`);
  const rest = more(domains.total, names.length, say).map(({ text }) => String(text));
  return [fact(say, say('review.domains'), [...names, ...rest].join(', '))];
}

function mailWords(mail: ReviewView['mail'], language: Language): string {
  const say = speaker(language);
  if (mail.sent === 0) return say('review.mail.none');
  const languages = listed(
    mail.languages.map((tag) => languageName(tag, language)),
    language,
  );
  return mail.silent > 0
    ? say('review.mail.some', { languages, silent: mail.silent })
    : say('review.mail.sent', { languages });
}
