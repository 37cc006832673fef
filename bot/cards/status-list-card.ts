import template from '../../cards/status-list.json' with { type: 'json' };
import type { RequestState } from '../../src/guests/states.ts';
import { moment, requestNumber, type Source, sourceWords } from '../words/formats.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import { ownLists } from './list-names.ts';
import { listPages } from './list-pages.ts';
import { type Card, renderCard } from './render-card.ts';

export type RequestLine = {
  number: number;
  source: Source;
  state: RequestState;
  /** A reviewed draft. With no valid rows there is nothing to do. */
  reviewed?: boolean;
  /** Rows of a draft that only lack a project. */
  undecided?: number;
  flag?: 'held' | 'cancelled' | undefined;
  done: number;
  total: number;
  /** Invitations whose access is over since. */
  over?: number;
  /** Invitations that wait for approval. */
  waiting: number;
  createdAt: Date;
};
export type StatusListView = {
  /** A page of them, the newest first. */
  requests: readonly RequestLine[];
  /** The number of the first one, counted from 1. */
  from: number;
  hasNext: boolean;
  /** This person may invite. */
  mayInvite: boolean;
  timeZone: string;
};

const perPage = 10;
/** A card has at most six buttons. More entries than these share one, with a choice beside it. */
const mostRowButtons = 3;

/** The person's own requests. */
export function statusListCard(view: StatusListView, language: Language): Card {
  const say = speaker(language);
  const count = view.requests.length;
  const data = {
    title: say('status.title', { count }),
    isEmpty: count === 0,
    mayFillForm: count === 0 && view.mayInvite,
    openForm: say('form.open'),
    none: say(view.mayInvite ? 'status.none' : 'status.none yours'),
    requests: view.requests.map((request) => ({
      requestId: request.number,
      mayOpen: count <= mostRowButtons,
      open: say(request.state === 'draft' ? 'status.continue' : 'approvals.open'),
      number: say('status.number', { number: requestNumber(request.number) }),
      state: ` ${stateWords(request, say)}`,
      source: sourceWords(request.source, say),
      when: `, ${moment(request.createdAt, view.timeZone, language)}`,
    })),
    hasChoice: count > mostRowButtons,
    choose: say('approvals.choose'),
    chosen: String(view.requests[0]?.number ?? ''),
    choices: view.requests.map(({ number }) => ({
      title: say('status.number', { number: requestNumber(number) }),
      value: String(number),
    })),
    open: say('approvals.open'),
    list: ownLists.requests,
    // How many there are in all is not known.
    ...listPages(
      { from: view.from, shown: count, count: view.from + count - (view.hasNext ? 0 : 1) },
      perPage,
      say,
    ),
    shown: [],
  };
  return renderCard(template, data, say('status.title', { count }));
}

/** A request's state, in a few words. */
export function stateWords(
  request: Omit<RequestLine, 'number' | 'source' | 'createdAt'>,
  say: Say,
): string {
  const { state, flag, done, total, waiting, over = 0 } = request;
  if (state === 'done')
    return say(flag === 'cancelled' ? 'status.state.cancelled' : 'status.state.done', {
      done,
      total,
      over,
    });
  if (state === 'draft' && request.reviewed && total === 0)
    return say(
      (request.undecided ?? 0) > 0 ? 'status.state.draft choose' : 'status.state.draft nothing',
    );
  if (state !== 'confirmed') return say(`status.state.${state}`);
  if (flag === 'held') return say('status.state.held', { done, total, over });
  return waiting > 0
    ? say('status.state.approval', { done, total, waiting, over })
    : say('status.state.confirmed', { done, total, over });
}
