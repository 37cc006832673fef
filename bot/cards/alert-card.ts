import template from '../../cards/alert.json' with { type: 'json' };
import { type AccessNames, accessFacts, fact } from './access-facts.ts';
import { clean } from './clean.ts';
import { type Card, renderCard } from './render-card.ts';
import { type Language, say as speaker } from './say.ts';
import { moment } from './wording.ts';

/** How a guest signed in, as far as Entra tells. */
export type SignIn =
  | 'work account'
  | 'microsoft account'
  | 'google'
  | 'facebook'
  | 'one-time passcode'
  | 'identity provider'
  | 'microsoft'
  | 'unknown';

export type AlertView = {
  /** The partner's display name; never the address. */
  name: string;
  /** Company or domain. */
  organisation?: string | undefined;
  project: string;
  signIn: SignIn;
  /** What the partner now has. */
  access: AccessNames;
  /** Whether everything that the project gives is there. */
  complete: boolean;
  at: Date;
  timeZone: string;
};

/** One partner has accepted, for the project's channel. */
export function alertCard(view: AlertView, language: Language): Card {
  const say = speaker(language);
  const organisation = clean(view.organisation ?? '', 80);
  const data = {
    name: clean(view.name, 80),
    hasOrganisation: organisation !== '',
    organisation: ` (${organisation})`,
    accepted: say('alert.accepted'),
    facts: [
      fact(say, say('label.project'), clean(view.project)),
      fact(say, say('label.signed in'), say(`sign-in.${view.signIn}`)),
      ...accessFacts(view.access, say),
      fact(say, say('label.when'), moment(view.at, view.timeZone, language)),
    ],
    isIncomplete: !view.complete,
    incomplete: say('alert.incomplete'),
  };
  return renderCard(
    template,
    data,
    say('alert.summary', { name: view.name, project: view.project }),
  );
}
