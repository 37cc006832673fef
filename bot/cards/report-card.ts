import template from '../../cards/report.json' with { type: 'json' };
import { dayOf } from '../../src/guests/ending/calendar.ts';
import type { RefusalKind } from '../../src/guests/exports/refusal-kind.ts';
import { clean } from '../words/clean.ts';
import { dayWords, monthWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { fact, more } from './access-facts.ts';
import { type BarPart, bar, restOfBar } from './progress-bar.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';

/** The outcomes of the partners that somebody asked for. */
type Sums = { asked: number; accepted: number; refused: number };

export type ReportView = {
  /** The list's name, as `list.file` sends it. */
  list: string;
  /** Undefined: all projects. */
  projectKey: string | undefined;
  project: string | undefined;
  from: Date;
  timeZone: string;
  sums: Sums & { ended: number; medianHours: number | null };
  projects: readonly (Sums & { name: string })[];
  /** The newest first. A month is YYYY-MM. */
  months: readonly (Sums & { month: string })[];
  refusals: readonly { kind: RefusalKind; count: number }[];
};

/** A card holds so many bars. The file has the rest. */
const mostProjects = 5;
const mostMonths = 6;

/** Counts what became of the partners of a project or of all, for an owner or an operator in private. */
export function reportCard(view: ReportView, language: Language): Card {
  const say = speaker(language);
  const { sums, project } = view;
  const about = project === undefined ? say('report.all') : clean(project);
  const since = dayWords(dayOf(view.from, view.timeZone), language);
  const ofProjects = project === undefined ? view.projects : [];
  const largest = ofProjects.toSorted((a, b) => b.asked - a.asked).slice(0, mostProjects);
  const data = {
    title: say('report.title'),
    projectLabel: say('label', { label: say('label.project') }),
    project: about,
    since: say(sums.asked === 0 ? 'report.none' : 'report.since', { day: since }),
    facts: sums.asked === 0 ? [] : factsOf(view, say),
    projectsTitle: largest.length === 0 ? [] : [{ text: say('report.projects') }],
    projects: reportRows(
      largest.map(({ name, ...counts }) => ({ name: clean(name, 60), ...counts })),
      say,
    ),
    more: more(ofProjects.length, largest.length, say),
    earlier: more(view.months.length, mostMonths, say),
    monthsTitle: view.months.length === 0 ? [] : [{ text: say('report.months') }],
    months: reportRows(
      view.months
        .slice(0, mostMonths)
        .map(({ month, ...counts }) => ({ name: monthWords(month, language), ...counts })),
      say,
    ),
    list: view.list,
    hasFile: sums.asked > 0,
    file: say('guests.file'),
    guests: view.projectKey === undefined ? [] : [guestsOf(view.projectKey, say)],
  };
  return renderCard(template, data, say('report.summary', { project: about, count: sums.asked }));
}

const guestsOf = (key: string, say: Say): CardData => ({
  list: `guests all ${key}`,
  title: say('guests.show.all'),
});

function factsOf({ sums, refusals }: ReportView, say: Say): CardData[] {
  const { asked, accepted, refused, ended, medianHours } = sums;
  const kinds = refusals.map(({ kind, count }) => say(`report.refused.${kind}`, { count }));
  const why = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return [
    fact(say, say('report.label.asked'), say('report.partners', { count: asked })),
    fact(
      say,
      say('report.label.accepted'),
      say('report.share', { count: accepted, share: Math.round((accepted / asked) * 100) }),
    ),
    ...(medianHours === null
      ? []
      : [fact(say, say('report.label.median'), medianWords(medianHours, say))]),
    ...(refused === 0
      ? []
      : [
          fact(
            say,
            say('report.label.refused'),
            `${say('report.partners', { count: refused })}${why}`,
          ),
        ]),
    ...(ended === 0
      ? []
      : [fact(say, say('report.label.ended'), say('report.partners', { count: ended }))]),
  ];
}

/** From two days on nobody counts the hours. */
const medianWords = (hours: number, say: Say): string =>
  hours < 48
    ? say('report.hours', { count: hours })
    : say('report.days', { count: Math.round(hours / 24) });

function reportRows(rows: readonly (Sums & { name: string })[], say: Say): CardData[] {
  const most = Math.max(1, ...rows.map(({ asked }) => asked));
  return rows.map(({ name, asked, accepted, refused }) => {
    // A row has three columns at most, so the words alone say how many were refused.
    const parts: readonly BarPart[] = [
      { count: accepted, kind: 'good' },
      { count: asked - accepted, kind: 'rest' },
    ];
    const rest = restOfBar(parts, most);
    return {
      name,
      counts: ` ${say('report.row', { asked, accepted, refused })}`,
      bar: bar(parts, most),
      rest: rest === 0 ? [] : [{ width: rest }],
    };
  });
}
