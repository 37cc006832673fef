import template from '../../cards/review.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { grouped, requestNumber, sourceWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { accessFacts, more } from './access-facts.ts';
import { drawWithin } from './draw-within.ts';
import { endFact } from './end-fact.ts';
import { thereFacts } from './existing-access.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { changedData, choiceData } from './review-choices.ts';
import { mailFacts } from './review-mail.ts';
import { problemData } from './review-problems.ts';
import { remarkData } from './review-remarks.ts';
import type { ReviewedProject, ReviewView } from './review-view.ts';
import { reviewedData } from './reviewed-partner.ts';

/**
 * How much of each part a card shows. The first measure fits nearly every list; the others fit lists whose names and
 * notes are as long as they can be. The card counts the rest.
 */
type Measure = {
  /** Characters of each partner's details. */
  details: number;
  partners: number;
  problems: number;
  projects: number;
  /** Of each kind of access. */
  pieces: number;
  /** In characters: of what puts the counts in doubt, and of other notes. */
  doubts: number;
  notes: number;
};
const measures: readonly [Measure, ...Measure[]] = [
  { details: 420, partners: 5, problems: 6, projects: 3, pieces: 6, doubts: 1500, notes: 900 },
  { details: 160, partners: 5, problems: 6, projects: 3, pieces: 6, doubts: 1500, notes: 900 },
  { details: 160, partners: 5, problems: 4, projects: 2, pieces: 3, doubts: 1500, notes: 900 },
  { details: 160, partners: 5, problems: 4, projects: 2, pieces: 3, doubts: 500, notes: 450 },
  { details: 160, partners: 5, problems: 4, projects: 1, pieces: 3, doubts: 500, notes: 250 },
  { details: 160, partners: 5, problems: 2, projects: 1, pieces: 2, doubts: 300, notes: 0 },
  { details: 160, partners: 3, problems: 1, projects: 1, pieces: 1, doubts: 0, notes: 0 },
  { details: 60, partners: 2, problems: 1, projects: 1, pieces: 1, doubts: 0, notes: 0 },
];

/** The review of a draft, for its requester. */
export function reviewCard(view: ReviewView, language: Language): Card {
  return drawWithin(measures, (measure) => drawBy(view, language, measure));
}

function drawBy(view: ReviewView, language: Language, measure: Measure): Card {
  const say = speaker(language);
  const { counts } = view;
  const access = counts.accessOnly + counts.member + counts.restore;
  const going = counts.invite + access;
  const number = requestNumber(view.number);
  const { projectNeeded, project } = view.choices;
  // If a project was chosen and still nobody goes, the choice is not what is missing.
  const without = projectNeeded && project === undefined ? 'choose' : 'nobody';
  const idle = counts.complete > 0 && counts.problems + counts.undecided === 0;
  const state = going > 0 ? 'review' : idle ? 'nothing' : without;
  // Where nobody can go before the choice, the first count says so.
  const waiting = going === 0 && counts.undecided > 0;
  const onlyValid = counts.undecided > 0 ? 'review.onlyDecided' : 'review.onlyValid';
  const left = counts.problems + counts.undecided;
  const columns = countColumns(view, { waiting, access }, language);
  const data = {
    requestId: view.requestId,
    version: view.version,
    title: say(`request.title.${state}`, { number }),
    source: sourceWords(view.source, say),
    hasColumns: columns.length > 0,
    columns,
    ...partnerData(view, language, measure),
    explained: explained(view, going, say),
    projects: view.projects
      .slice(0, measure.projects)
      .map((project) => projectData(project, language, measure)),
    moreProjects: more(view.projects.length, measure.projects, say),
    mailFacts: going > 0 ? mailFacts(view, language) : [],
    ...remarkData(view, say, measure),
    ...problemData(view, language, measure),
    ...choiceData(view, language),
    changed: changedData(view, language),
    why: view.choices.reason,
    asksReason: going > 0 && view.askReason !== undefined,
    whyLabel: say(`review.reason.${view.askReason ?? 'optional'}`),
    whyHint: say('review.reason.placeholder'),
    going: going > 0,
    closing: say(`review.closing.${state}`, { choice: choiceOf(view) }),
    confirm: confirmWords({ invite: counts.invite, access }, say),
    cancel: say('review.cancel'),
    leaveOut: going > 0 && left > 0,
    onlyValid: say(onlyValid, { count: left }),
  };
  return renderCard(template, data, say('review.summary', { number, count: going }));
}

/** A card that shows no list of projects must not speak of one. */
const choiceOf = ({ choices: { offered, projects } }: ReviewView) =>
  offered.project && projects.length > 0 ? 'project' : 'none';

/** The counts that are not zero. */
function countColumns(
  { counts }: ReviewView,
  { waiting, access }: { waiting: boolean; access: number },
  language: Language,
): CardData[] {
  const say = speaker(language);
  const all = [
    waiting
      ? { count: counts.undecided, label: say('review.count.undecided') }
      : { count: counts.invite, label: say('review.count.invite') },
    { count: access, label: say('review.count.access') },
    { count: counts.problems, label: say('review.count.problems') },
  ];
  return all
    .filter(({ count }) => count > 0)
    .map(({ count, label }) => ({ count: grouped(count, language), label }));
}

function partnerData(
  { partners, list }: ReviewView,
  language: Language,
  measure: Measure,
): CardData {
  const say = speaker(language);
  const shown = partners.first.slice(0, measure.partners);
  const { total } = partners;
  return {
    hasPartners: shown.length > 0,
    partners: shown.map((partner) => reviewedData(partner, language, measure.details)),
    morePartners: more(total, shown.length, say),
    mayLookThrough: total > shown.length,
    lookThrough: say('rows.look through', { count: total }),
    list,
  };
}

function explained(
  { counts, pendingGuests, mail }: ReviewView,
  going: number,
  say: Say,
): CardData[] {
  const all = [
    { count: counts.accessOnly, key: 'review.guests' },
    { count: Math.min(pendingGuests, counts.accessOnly), key: 'review.pending' },
    { count: counts.member, key: 'review.members' },
    { count: counts.restore, key: 'review.restored' },
    { count: mail.silent, key: 'review.links' },
    { count: going > 0 ? counts.undecided : 0, key: 'review.undecided' },
    // Last: the card goes on with the lines of these.
    { count: counts.skipped, key: 'review.skipped' },
  ] as const;
  return all
    .filter(({ count }) => count > 0)
    .map(({ count, key }) => ({ text: say(key, { count }) }));
}

function projectData(project: ReviewedProject, language: Language, { pieces }: Measure): CardData {
  const say = speaker(language);
  return {
    name: clean(project.name),
    count: say('review.project.count', { count: project.count }),
    facts: [
      ...accessFacts(project.access, say, pieces),
      ...thereFacts(project.there, language),
      endFact(project.ends, language),
    ],
    approval: say(project.approval ? 'review.approval' : 'review.no approval'),
  };
}

/** From so many partners on the words for both kinds do not fit on a button on a phone. */
const manyPartners = 1000;

function confirmWords({ invite, access }: { invite: number; access: number }, say: Say): string {
  if (access === 0) return say('review.confirm.invite', { count: invite });
  if (invite === 0) return say('review.confirm.access', { count: access });
  const count = invite + access;
  if (count >= manyPartners) return say('review.confirm.many', { count });
  return say('review.confirm.both', { invite, access });
}
