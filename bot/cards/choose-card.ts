import template from '../../cards/choose.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { more } from './access-facts.ts';
import { type Card, renderCard } from './render-card.ts';
import { type Stoppable, stopWords } from './stop-words.ts';

export type ChooseView = {
  what: 'cancel' | 'retry' | 'hold' | 'resume' | 'resend';
  /** The newest first. */
  requests: readonly ChosenRequest[];
  /** The partners who wait longest come first. */
  partners: readonly { guestId: number; name: string; address: string; project?: string }[];
  /** How many there are in all, as far as the bot has counted. */
  count: number;
  /** The buttons ask the operators, who decide after a stop of everything. */
  asks?: boolean;
};

type ChosenRequest = {
  id: number;
  version: number;
  source: Source;
  /** A confirmed request, which is stopped only after a question. */
  stops?: Stoppable | undefined;
};

/** As many rows as leave a card at most six buttons: a question has one too. */
const mostRows = ({ what, requests }: Pick<ChooseView, 'what' | 'requests'>) =>
  what === 'cancel' && requests.some(({ stops }) => stops !== undefined) ? 5 : 6;

const panelOf = ({ id }: { id: number }) => `stop${id}`;

/** Offers what a word without a number or an address could mean, each with a button. */
export function chooseCard(view: ChooseView, language: Language): Card {
  const say = speaker(language);
  const { what, requests, partners } = view;
  const title = say(`choose.title.${what}`);
  const most = mostRows(view);
  const shown = requests.slice(0, most);
  const stops = shown.flatMap((request) =>
    what !== 'cancel' || request.stops === undefined
      ? []
      : [{ ...request, ...stopWords(request.stops, language) }],
  );
  const offered = shown.map(({ id, version, source, stops: asks }) => ({
    id,
    version,
    name: say('status.number', { number: requestNumber(id) }),
    about: ` ${sourceWords(source, say)}`,
    asks: asks !== undefined,
    panels: stops.map((panel) => ({ panel: panelOf(panel), isShown: panel.id === id })),
  }));
  const only = (wanted: ChooseView['what']) => (what === wanted ? offered : []);
  const data = {
    title,
    act: say(view.asks ? 'choose.act.ask' : `choose.act.${what}`),
    cancels: only('cancel'),
    stops: stops.map(({ id, version, stopAsk, cancel }) => ({
      ...{ id, version, cancel, panel: panelOf({ id }) },
      ask: `${say('status.number', { number: requestNumber(id) })}: ${stopAsk}`,
    })),
    retries: only('retry'),
    holds: only('hold'),
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
