import template from '../../cards/choose.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';

export type ChooseView = {
  what: 'cancel' | 'retry' | 'resume' | 'resend';
  /** The newest first. */
  requests: readonly { id: number; version: number; source: Source }[];
  /** Those who wait the longest first. */
  partners: readonly { guestId: number; name: string; address: string; project?: string }[];
  /** How many there are in all, as far as the bot has counted. */
  count: number;
  /** The buttons ask the operators, who decide after a stop of everything. */
  asks?: boolean;
};

/** As many buttons as a card may have. */
const most = 6;

/** Offers what a word without a number or an address could mean, each with a button. */
export function chooseCard(view: ChooseView, language: Language): Card {
  const say = speaker(language);
  const { what, requests, partners } = view;
  const title = say(`choose.title.${what}`);
  const offered = requests.slice(0, most).map(({ id, version, source }) => ({
    id,
    version,
    name: say('status.number', { number: requestNumber(id) }),
    about: ` ${sourceWords(source, say)}`,
  }));
  const only = (wanted: ChooseView['what']) => (what === wanted ? offered : []);
  const data = {
    title,
    act: say(view.asks ? 'choose.act.ask' : `choose.act.${what}`),
    cancels: only('cancel'),
    retries: only('retry'),
    resumes: only('resume'),
    partners: partners.slice(0, most).map(({ guestId, name, address }) => ({
      guestId,
      name: clean(name, 60),
      about: ` ${clean(address, 80)}`,
    })),
    more: more(view.count, most, say),
    note: say(view.asks ? 'choose.note.ask' : `choose.note.${what}`),
  };
  return renderCard(template, data, title);
}
