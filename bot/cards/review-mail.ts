import { clean } from '../words/clean.ts';
import { grouped } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { fact, more } from './access-facts.ts';
import { landingFact, mailFact, placeWords } from './mail-facts.ts';
import type { CardData } from './render-card.ts';
import type { ReviewView } from './review-view.ts';

const mostDomains = 5;

/** The partners' domains, the mail that they get, and where they land. */
export function mailFacts(view: ReviewView, language: Language): CardData[] {
  return [
    ...domainFacts(view, language),
    mailFact(view.mail, language),
    ...previewFacts(view, language),
  ];
}

/** Microsoft's mail as the partner will see it. Without one, the link alone leads there. */
function previewFacts({ mail }: ReviewView, language: Language): CardData[] {
  const { preview, places, sent, silent } = mail;
  if (sent === 0 && silent > 0) return [landingFact(places, language)];
  if (preview === undefined) return [];
  const say = speaker(language);
  const { inviter, primaryDomain } = preview;
  const domain = primaryDomain;
  const own = quotedIn(mail);
  const quoted = speaker(own ?? language);
  const values = {
    domain,
    words: quoted('review.mail.subject', { inviter, domain }),
    accept: quoted('review.mail.accept'),
    places: placeWords(places, language),
  };
  const how = own === undefined ? 'review.mail.as translated' : 'review.mail.as shown';
  return [fact(say, say('review.mail.preview'), say(how, values))];
}

/** The language of all mails where the bot speaks it, so that it can quote them. */
function quotedIn({ languages }: ReviewView['mail']): Language | undefined {
  const written = new Set(languages.map(({ tag }) => tag.toLowerCase().split('-')[0]));
  const [only] = written;
  return written.size === 1 && (only === 'en' || only === 'nl') ? only : undefined;
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
