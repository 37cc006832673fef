import template from '../../cards/stand-in-choice.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

export type StandInChoiceView = {
  /** The people whom the name may mean, by name. */
  people: readonly { personId: string; name: string; mail?: string | undefined }[];
  hasMore: boolean;
  /** The last day, YYYY-MM-DD. */
  until: string;
};

/** A card has at most six buttons. More people than these share one, with a choice beside it. */
const mostButtons = 5;

/** Asks whom somebody means by a name that several people have. */
export function standInChoiceCard(
  { people, hasMore, until }: StandInChoiceView,
  language: Language,
): Card {
  const say = speaker(language);
  const title = say('stand-in.choose');
  const all = people.map(({ personId, name, mail }) => ({
    personId,
    value: personId,
    name: clean(name, 60),
    about: mail === undefined ? '' : ` ${clean(mail, 80)}`,
    title: mail === undefined ? clean(name, 60) : `${clean(name, 60)}, ${clean(mail, 80)}`,
  }));
  const hasChoice = all.length > mostButtons;
  const data = {
    title,
    until,
    people: hasChoice ? [] : all,
    hasChoice,
    label: say('found.choose'),
    chosen: all[0]?.value ?? '',
    choices: all,
    pick: say('stand-in.choose.pick'),
    choose: say('stand-in.choose.do'),
    more: hasMore ? [{ text: say('stand-in.choose.more') }] : [],
  };
  return renderCard(template, data, title);
}
