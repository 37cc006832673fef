import template from '../../cards/running.json' with { type: 'json' };
import type { Reason } from '../../src/guests/reason.ts';
import type { InvitationState } from '../../src/guests/states.ts';
import type { RequestKind } from '../../src/guests/step.ts';
import { stopCodes } from '../../src/guests/stop-codes.ts';
import type { TimeLeft } from '../../src/guests/times/time-left.ts';
import type { WaitingCounts } from '../../src/guests/times/waiting-counts.ts';
import { grouped, requestNumber, type Source, second, sourceWords } from '../words/formats.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Key, type Language, type Say, sayFor } from '../words/say.ts';
import { type MailsOver, mailsOverWords } from './mail-facts.ts';
import { approvalLines, type OpenApproval } from './open-approval.ts';
import { bar } from './progress-bar.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { stopWords } from './stop-words.ts';
import { type Mood, titled } from './title-mood.ts';

export type RunningView = {
  requestId: number;
  version: number;
  number: number;
  kind: RequestKind;
  source: Source;
  /** Invitations of the request by state; `draft` and `skipped` do not count. */
  counts: Partial<Record<InvitationState, number>>;
  /** Of the rejected ones, those that nobody decided on in time; of the cancelled ones, those that were withdrawn. */
  undecided?: { 'timed out': number; withdrawn: number } | undefined;
  /** The open approvals. `owners`: the names of the people whom the bot asked, where known. */
  approvals: readonly OpenApproval[];
  /** The reasons why steps under way wait. Each of these waits ends by itself. */
  waiting: WaitingCounts;
  /** The first rows go ahead alone. */
  onTrial: boolean;
  /** How long it still takes, by the pace of the last minutes. */
  left?: TimeLeft | undefined;
  /** Why nothing moves, and what was refused before. */
  held?: { reason: Reason; because: readonly Reason[]; mayResume: boolean } | undefined;
  cancelling: boolean;
  /** Set where owners were asked in their own chats: the requester may remind them, or has within a day. */
  followUp?: 'offered' | 'done' | undefined;
  mailsOver?: MailsOver | undefined;
  timeZone: string;
};

/** A confirmed request, for its requester: its progress, and what it waits for. */
export function runningCard(view: RunningView, language: Language): Card {
  const say = sayFor(language, view.kind);
  const number = requestNumber(view.number);
  const progress = progressOf(view.counts);
  const { done, failed, left, todo, approval } = progress;
  const total = done + failed + left + todo + approval;
  const data = {
    requestId: view.requestId,
    version: view.version,
    ...titled(say(titleKey(view, progress), { number }), moods[titleKey(view, progress)]),
    source: sourceWords(view.source, say),
    columns: [
      { count: done, label: say('running.count.done') },
      { count: todo, label: say('running.count.todo') },
      { count: approval, label: say('running.count.approval') },
    ]
      .filter(({ count }) => count > 0)
      .map(({ count, label }) => ({ count: grouped(count, language), label })),
    hasColumns: done + todo + approval > 0,
    bar: bar([
      { count: done, kind: 'good' },
      { count: failed, kind: 'attention' },
      { count: todo + approval + left, kind: 'rest' },
    ]),
    progress: progressWords(view, { done, total }, say),
    approvals: approvalLines(view.approvals, language, say),
    waiting: [
      ...(view.followUp === 'done' ? [{ text: say('running.followed up') }] : []),
      ...endedWords(view, say),
      ...waitingWords(view, todo, { say, language }),
      ...mailsOverWords(view.mailsOver, say).map((text) => ({ text })),
    ],
    ...heldData(view, say),
    mayFollowUp: view.followUp === 'offered',
    followUp: say('running.follow up'),
    mayCancel: !view.cancelling && todo + approval > 0,
    ...stopWords({ kind: view.kind, untouched: done + failed + todo === 0 }, language),
  };
  return renderCard(template, data, say('running.summary', { number, done, total }));
}

/** Turns counts by state into the few numbers that people want. Cancelled and rejected rows were not done. */
function progressOf(counts: Partial<Record<InvitationState, number>>) {
  const of = (...states: InvitationState[]) =>
    states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return {
    done: of('complete', 'revoked', 'expired'),
    failed: of('partly', 'failed', 'unknown'),
    left: of('rejected', 'cancelled'),
    todo: of('approved', 'working'),
    approval: of('awaiting approval'),
  };
}

type Title = `request.title.${'held' | 'stopping' | 'approval' | 'running'}` & Key;

const moods: Readonly<Record<Title, Mood>> = {
  'request.title.held': 'held',
  'request.title.stopping': 'under way',
  'request.title.approval': 'waiting',
  'request.title.running': 'under way',
};

function titleKey(view: RunningView, open: { todo: number; approval: number }): Title {
  if (view.held) return 'request.title.held';
  if (view.cancelling) return 'request.title.stopping';
  return open.todo === 0 && open.approval > 0 ? 'request.title.approval' : 'request.title.running';
}

function progressWords(
  { left }: RunningView,
  counts: { done: number; total: number },
  say: Say,
): string {
  const progress = say('running.progress', counts);
  return left === undefined
    ? progress
    : `${progress}. ${say(`running.left.${left.unit}`, { count: left.count })}`;
}

const withoutSuccess = [
  'partly',
  'failed',
  'unknown',
  'rejected',
  'timed out',
  'withdrawn',
  'cancelled',
] as const;

/** The invitations that ended otherwise than asked for. */
function endedWords({ counts, undecided }: RunningView, say: Say): CardData[] {
  const apart = { 'timed out': 0, withdrawn: 0, ...undecided };
  const ended: Partial<Record<(typeof withoutSuccess)[number], number>> = {
    ...counts,
    ...apart,
    rejected: (counts.rejected ?? 0) - apart['timed out'],
    cancelled: (counts.cancelled ?? 0) - apart.withdrawn,
  };
  return withoutSuccess.flatMap((state) => {
    const count = ended[state] ?? 0;
    return count > 0 ? [{ text: say(`status.${state}`, { count }) }] : [];
  });
}

/** Each kind of waiting has a line of its own, so that nobody has to guess why nothing moves. */
function waitingWords(
  view: RunningView,
  todo: number,
  { say, language }: { say: Say; language: Language },
): CardData[] {
  if (view.held) return [];
  const { looking, replication, again, pace, pausedUntil } = view.waiting;
  const turn = Math.max(0, todo - looking - replication - again);
  const line = (key: Key, count: number) => (count > 0 ? [say(key, { count })] : []);
  // One step without a permit shows that all have to wait.
  const kind = pace > 0 ? 'running.pace' : 'running.turn';
  const going = pausedUntil === null ? line(kind, turn) : [];
  return [
    ...(view.onTrial && !view.cancelling && todo > 0 ? [say('running.trial')] : []),
    ...(pausedUntil === null
      ? []
      : [say('running.graph until', { time: second(pausedUntil, view.timeZone, language) })]),
    ...(view.onTrial ? [] : going),
    ...line('running.replication', replication),
    ...line('running.looking', looking),
    ...line('running.again', again),
  ].map((text) => ({ text }));
}

/** Says who can go on, where the reason does not say it. If everything is stopped, a requester's button only asks. */
function operatorWords(held: RunningView['held'], say: Say): CardData {
  const { reason, mayResume } = held ?? { reason: undefined, mayResume: false };
  const code = reason?.code;
  const isStop = code !== undefined && stopCodes.includes(code);
  const isNamed = code === 'requester lost right' || code === 'held by';
  const saysWho = code !== 'read not permitted' && (isStop || isNamed);
  return {
    askOperator: held !== undefined && (isStop || !mayResume) && (mayResume || !saysWho),
    askOperatorText: say(mayResume ? 'running.asks' : 'running.ask operator'),
  };
}

function heldData(view: RunningView, say: Say): CardData {
  const mayResume = view.held?.mayResume ?? false;
  return {
    held: view.held !== undefined,
    heldTitle: say('running.held'),
    heldReason: view.held ? reasonWords(view.held.reason, say) : '',
    because: (view.held?.because ?? []).map((reason) => ({ text: reasonWords(reason, say) })),
    ...operatorWords(view.held, say),
    mayResume,
    resume: say('running.resume'),
  };
}
