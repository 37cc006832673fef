import template from '../../cards/result.json' with { type: 'json' };
import { openStatuses, workedStatuses } from '../../src/guests/list/result-columns.ts';
import type { ResultKind } from '../../src/guests/list/result-status.ts';
import type { RequestKind } from '../../src/guests/step.ts';
import { clean } from '../words/clean.ts';
import { grouped, requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Key, type Language, type Say, sayFor } from '../words/say.ts';
import { more } from './access-facts.ts';
import { openOwn } from './list-names.ts';
import { type MailsOver, mailsOverWords } from './mail-facts.ts';
import { movedData, type ShownMove } from './moved-data.ts';
import { bar } from './progress-bar.ts';
import { type PlannedRemovals, removalWords } from './removal-words.ts';
import { type Card, renderCard } from './render-card.ts';
import {
  countLeft,
  doneLabel,
  type FailedRow,
  failureRows,
  failuresTitle,
  openLabel,
  openTitle,
} from './result-failures.ts';
import { type Mood, titled } from './title-mood.ts';

type Counts = Partial<Record<ResultKind, number>>;

export type ResultView = {
  requestId: number;
  number: number;
  source: Source;
  stopped: boolean;
  counts: Counts;
  projects: readonly { name: string; counts: Counts }[];
  /** Rows that did not work, or left an account open, in the order of the list; the card shows the first eight. */
  failures: readonly FailedRow[];
  /** The last days (YYYY-MM-DD), before and now, of partners whose access was extended. The card names eight. */
  moved?: readonly ShownMove[];
  /** How many failed for a reason that may have passed. */
  retryable: number;
  /** Only a list of invitations can be corrected: rows of other requests come from a person's word. */
  kind: RequestKind;
  /** How many were invited without a mail, and nobody has seen their links. */
  links?: number;
  /** Of how many guests who were there before the requester did not become a sponsor. */
  unsponsored?: number;
  mailsOver?: MailsOver | undefined;
  removals?: PlannedRemovals | undefined;
};

const left: readonly ResultKind[] = [
  'kept',
  'accepted stays',
  'rejected',
  'timed out',
  'withdrawn',
  'cancelled',
  'problem',
  'skipped',
];
const worked: readonly ResultKind[] = [...workedStatuses, 'shortened', 'kept since', 'gone since'];
const everyStatus = [...worked, ...openStatuses, ...left];
const mostFailures = 8;
const mostProjects = 8;
const mostNexts = 3;

/** A finished request, for its requester. */
export function resultCard(view: ResultView, language: Language): Card {
  const say = sayFor(language, view.kind);
  const number = requestNumber(view.number);
  const counts = {
    worked: sumOf(view.counts, worked),
    open: sumOf(view.counts, openStatuses),
    left: sumOf(view.counts, left),
    // Rows with problems, and rows that repeat another, were never to be done: the bar is of the others.
    unasked: sumOf(view.counts, ['problem', 'skipped']),
  };
  const total = counts.worked + counts.open + counts.left;
  const data = {
    requestId: view.requestId,
    ...titled(say(titleKey(view, counts), { number }), moodOf(view, counts)),
    source: sourceWords(view.source, say),
    hasColumns: total > 0,
    columns: [
      { count: counts.worked, label: say(doneLabel(view)) },
      { count: counts.open, label: say(openLabel(view.counts)) },
      {
        count: counts.left,
        label: say(invites(view) ? 'result.count.left' : 'result.count.unchanged'),
      },
    ]
      .filter(({ count }) => count > 0)
      .map(({ count, label }) => ({ count: grouped(count, language), label })),
    bar: bar([
      { count: counts.worked, kind: 'good' },
      { count: counts.open, kind: 'attention' },
      { count: counts.left - counts.unasked, kind: 'rest' },
    ]),
    hasBar: total - counts.unasked > 0,
    statuses: [...statusWords(view, say), ...removalWords(view.removals, language)].map((text) => ({
      text,
    })),
    hasProjects: view.projects.length > 1,
    projects: view.projects.slice(0, mostProjects).map((project) => ({
      name: clean(project.name),
      count: projectWords(project.counts, say),
    })),
    moreProjects: more(view.projects.length, mostProjects, say),
    hasFailures: view.failures.length > 0,
    failuresTitle: say(failuresTitle(counts)),
    failures: failureRows(view.failures.slice(0, mostFailures), say),
    moreFailures: more(view.failures.length, mostFailures, say),
    nexts: nextKeys(view)
      .slice(0, mostNexts)
      .map((key) => ({ text: say(key) })),
    ...movedData(view.moved ?? [], language),
    ...openOwn((view.counts.invited ?? 0) > 0 ? 'pending' : undefined, say),
    results: say('rows.results file'),
    mayShowLinks: (view.links ?? 0) > 0,
    links: say('result.links', { count: view.links ?? 0 }),
    hasProblems: (view.counts.problem ?? 0) > 0,
    problems: say('rows.problems file'),
    mayResend: (view.counts.unknown ?? 0) > 0 && mayHaveMailed(view),
    resend: say('result.resend', { count: view.counts.unknown ?? 0 }),
    mayRetry: view.retryable > 0,
    retry: say('result.retry', { count: view.retryable }),
  };
  const summary = view.stopped ? 'result.summary.stopped' : 'result.summary';
  return renderCard(template, data, say(summary, { number, done: counts.worked, total }));
}

const invites = ({ kind }: Pick<ResultView, 'kind'>): boolean => kind === 'invite';
/** An extension of access that is over invites anew. */
const mayHaveMailed = ({ kind }: ResultView): boolean => kind === 'invite' || kind === 'extend';

/** The next things that the requester can do, the most pressing first. */
function nextKeys(view: ResultView): Key[] {
  const { counts, retryable } = view;
  const failed = sumOf(counts, ['partly', 'failed']);
  const retry: Key = failed > 0 ? 'result.next.retry' : 'result.next.retry rest';
  return [
    ...(retryable > 0 ? [retry] : []),
    ...(failed > retryable + countLeft(view.failures)
      ? ([invites(view) ? 'result.next.correct' : 'result.next.why'] as const)
      : []),
    ...((counts.unknown ?? 0) > 0
      ? ([mayHaveMailed(view) ? 'result.next.unknown' : 'result.next.why'] as const)
      : []),
    ...(sumOf(counts, ['rejected', 'timed out']) > 0 ? (['result.next.ask again'] as const) : []),
  ];
}

const sumOf = (counts: Counts, statuses: readonly ResultKind[]) =>
  statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);

/** How many invitations ended in each way. */
function kindsOf(counts: Counts, say: Say): string[] {
  return everyStatus.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [say(`status.${status}`, { count })] : [];
  });
}

function statusWords(view: ResultView, say: Say): string[] {
  const { counts, unsponsored: count = 0, mailsOver } = view;
  const unsponsored = count === 0 ? [] : [say('result.unsponsored', { count })];
  return [...kindsOf(counts, say), ...unsponsored, ...mailsOverWords(mailsOver, say)];
}

function projectWords(counts: Counts, say: Say): string {
  return say('result.project kinds', {
    done: sumOf(counts, worked),
    total: sumOf(counts, everyStatus),
    kinds: kindsOf(counts, say).join(', '),
  });
}

function moodOf(
  { stopped, counts: all }: ResultView,
  counts: { worked: number; open: number },
): Mood {
  if (counts.open > 0) return 'problem';
  if (stopped) return 'over';
  if (counts.worked > 0) return 'done';
  return (all.rejected ?? 0) > 0 ? 'rejected' : 'over';
}

function titleKey(
  view: ResultView,
  {
    worked: done,
    open: failed,
    left: rest,
    unasked,
  }: Record<'worked' | 'open' | 'left' | 'unasked', number>,
): Key {
  if (view.stopped) return 'request.title.stopped';
  if (failed > 0) return openTitle(view.counts, done + failed + rest - unasked);
  return done > 0 ? 'request.title.done' : 'request.title.none';
}
