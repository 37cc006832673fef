import template from '../../cards/running.json' with { type: 'json' };
import type { Reason } from '../../src/guests/reason.ts';
import type { InvitationState } from '../../src/guests/states.ts';
import { shortList } from './access-facts.ts';
import { clean } from './clean.ts';
import { bar } from './progress-bar.ts';
import { reasonWords } from './reason-words.ts';
import { type Card, type CardData, renderCard } from './render-card.ts';
import { type Key, type Language, type Say, say as speaker } from './say.ts';
import { grouped, hour, requestNumber, type Source, sourceWords } from './wording.ts';

export type RunningView = {
  requestId: number;
  version: number;
  number: number;
  source: Source;
  /** Invitations of the request by state; `draft` and `skipped` do not count. */
  counts: Partial<Record<InvitationState, number>>;
  /** The approvals that are still open. `owners` are the names of those who were asked, where known. */
  approvals: readonly OpenApproval[];
  /** Why nothing moves at this moment, where that passes by itself. */
  waiting?: { for: 'graph' | 'replication'; until?: Date | undefined } | undefined;
  held?: { reason: Reason; mayResume: boolean } | undefined;
  cancelling: boolean;
  timeZone: string;
};
export type OpenApproval = {
  project: string;
  count: number;
  asked: 'owners' | 'channel' | 'operators';
  owners: readonly string[];
};

/** A confirmed request, for its requester: how far it is and what it waits for. */
export function runningCard(view: RunningView, language: Language): Card {
  const say = speaker(language);
  const number = requestNumber(view.number);
  const { done, todo, approval } = progressOf(view.counts);
  const total = done + todo + approval;
  const data = {
    requestId: view.requestId,
    version: view.version,
    title: say(titleKey(view, { todo, approval }), { number }),
    source: sourceWords(view.source, say),
    columns: [
      { count: grouped(done, language), label: say('running.count.done') },
      { count: grouped(todo, language), label: say('running.count.todo') },
      ...(approval > 0
        ? [{ count: grouped(approval, language), label: say('running.count.approval') }]
        : []),
    ],
    bar: bar([
      { count: done, kind: 'good' },
      { count: todo + approval, kind: 'rest' },
    ]),
    progress: say('running.progress', { done, total }),
    approvals: view.approvals.slice(0, 8).map((open) => ({ text: approvalWords(open, say) })),
    waiting: waitingWords(view, language),
    ...heldData(view, say),
    mayCancel: !view.cancelling && todo + approval > 0,
    stop: say('running.stop'),
    stopAsk: say('running.stop.ask'),
    cancel: say('running.cancel'),
  };
  return renderCard(template, data, say('running.summary', { number, done, total }));
}

/** Counts by state as the three numbers that people want to know. */
function progressOf(counts: Partial<Record<InvitationState, number>>) {
  const of = (...states: InvitationState[]) =>
    states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return {
    done: of(
      'complete',
      'partly',
      'failed',
      'unknown',
      'rejected',
      'cancelled',
      'revoked',
      'expired',
    ),
    todo: of('approved', 'working'),
    approval: of('awaiting approval'),
  };
}

function titleKey(view: RunningView, open: { todo: number; approval: number }): Key {
  if (view.held) return 'request.title.held';
  if (view.cancelling) return 'request.title.stopping';
  return open.todo === 0 && open.approval > 0 ? 'request.title.approval' : 'request.title.running';
}

function approvalWords(open: OpenApproval, say: Say): string {
  const values = { project: open.project, count: open.count };
  switch (open.asked) {
    case 'owners':
      if (open.owners.length === 0) return say('running.waits for an owner', values);
      return say('running.waits for owners', {
        ...values,
        owners: shortList(
          open.owners.map((name) => clean(name, 40)),
          say,
          4,
        ),
      });
    case 'channel':
      return say('running.waits in channel', values);
    case 'operators':
      return say('running.waits at operators', values);
  }
}

function waitingWords(view: RunningView, language: Language): CardData[] {
  const say = speaker(language);
  if (view.held || view.waiting === undefined) return [];
  const { for: cause, until } = view.waiting;
  if (cause === 'replication') return [{ text: say('running.replication') }];
  if (until === undefined) return [{ text: say('running.graph') }];
  return [{ text: say('running.graph until', { time: hour(until, view.timeZone, language) }) }];
}

function heldData(view: RunningView, say: Say): CardData {
  const mayResume = view.held?.mayResume ?? false;
  return {
    held: view.held !== undefined,
    heldTitle: say('running.held'),
    heldReason: view.held ? reasonWords(view.held.reason, say) : '',
    askOperator: view.held !== undefined && !mayResume,
    askOperatorText: say('running.ask operator'),
    mayResume,
    resume: say('running.resume'),
  };
}
