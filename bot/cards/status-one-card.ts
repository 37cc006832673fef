import template from '../../cards/status-one.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { moment, requestNumber, sourceWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type StoryEvent, storyWords } from '../words/story-words.ts';
import { more } from './access-facts.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { type RequestLine, stateWords } from './status-list-card.ts';
import { type Stoppable, stopWords } from './stop-words.ts';

export type StatusOneView = RequestLine & {
  requester: string;
  projects: readonly { name: string; done: number; total: number; over?: number }[];
  /** An owner sees the rows of own projects, an operator and the requester see all. */
  rows: 'all' | 'own projects';
  /** The request whose unknown refusals the reader may read in Entra's own words. */
  answersOf?: number | undefined;
  version?: number;
  /** The reader made the request: its card has the buttons of its state. */
  mayOpen?: boolean;
  /** The reader runs the bot, and the request has not ended. */
  mayCancel?: Stoppable | undefined;
  mayResume?: boolean;
  /** The reader runs the bot: the approvals that may still be undone, by their projects. */
  undo?: readonly { approvalId: number; project: string; until: Date }[];
  /** Everything that happened to it, oldest first. */
  story?: readonly StoryEvent[];
  timeZone: string;
};

/** One request, for somebody who may see it but does not hold its card. */
export function statusOneCard(view: StatusOneView, language: Language): Card {
  const say = speaker(language);
  const number = requestNumber(view.number);
  const title = `${say('status.one.title', { number })}: ${stateWords(view, say)}`;
  const data = {
    title,
    by: say('status.one.by', { requester: view.requester }),
    source: `${sourceWords(view.source, say)}, ${moment(view.createdAt, view.timeZone, language)}`,
    projects: view.projects.slice(0, 15).map((project) => ({
      name: clean(project.name),
      // Nothing has begun that could succeed.
      count:
        view.state === 'draft'
          ? ''
          : `: ${say('status.one.project', {
              done: project.done,
              total: project.total,
              over: project.over ?? 0,
            })}`,
    })),
    ...storyData(view, language),
    isPart: view.rows === 'own projects',
    part: say('status.one.some'),
    mayReadAnswers: view.answersOf !== undefined,
    answers: say('status.one.answers'),
    requestId: view.number,
    version: view.version ?? 0,
    mayOpen: view.mayOpen ?? false,
    mayCancel: view.mayCancel !== undefined,
    mayResume: view.mayResume ?? false,
    undos: undoData(view, language),
    moreUndos: more(view.undo?.length ?? 0, mostUndos, say),
    open: say(view.state === 'draft' ? 'status.continue' : 'approvals.open'),
    resume: say('running.resume'),
    ...stopWords(view.mayCancel ?? { kind: 'invite', untouched: false }, language),
  };
  return renderCard(template, data, title);
}

/** A request rarely has more approvals, and more would hide the story. */
const mostUndos = 3;

function undoData({ undo = [], timeZone }: StatusOneView, language: Language): CardData[] {
  const say = speaker(language);
  return undo.slice(0, mostUndos).map(({ approvalId, project, until }) => ({
    approvalId,
    about: say('decided.undo.of', {
      project: clean(project, 60),
      until: moment(until, timeZone, language),
    }),
    undo: say('decided.undo'),
  }));
}

const mostEvents = 25;

/** Shows the first event and the latest ones. */
function storyData({ story = [], timeZone }: StatusOneView, language: Language): CardData {
  const say = speaker(language);
  const [first, ...later] = story;
  const shown = first === undefined ? [] : [first, ...later.slice(-(mostEvents - 1))];
  return {
    hasStory: shown.length > 0,
    story: shown.map((event) => ({
      when: `${moment(event.at, timeZone, language)} `,
      what: storyWords(event, language),
    })),
    moreStory: more(story.length, mostEvents, say),
  };
}
