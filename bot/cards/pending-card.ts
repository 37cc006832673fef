import template from '../../cards/pending.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { moment, requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { ownLists } from './list-names.ts';
import { listPages } from './list-pages.ts';
import { type Card, renderCard } from './render-card.ts';

export type PendingView = {
  /** Absent: of all projects that the reader may see. */
  projectKey?: string | undefined;
  /** A page of them, those first that have waited longest. */
  partners: readonly {
    name: string;
    address: string;
    project: string;
    requestId: number;
    since: Date;
  }[];
  /** The number of the first one, counted from 1. */
  from: number;
  /** How many there are in all. */
  count: number;
  timeZone: string;
  /** The reader may mail all of the project. */
  mayMailAll?: boolean;
};

/** The name by which `list.page` asks for the partners who have not accepted, of one project or of all. */
const pendingList = (projectKey: string | undefined): string =>
  projectKey === undefined ? ownLists.pending : `pending of ${projectKey}`;

/** The most partners on one card. */
export const mostPending = 20;

/** The guests who have not redeemed, for one person in private. */
export function pendingCard(view: PendingView, language: Language): Card {
  const say = speaker(language);
  const { count } = view;
  const title = say('pending.title', { count });
  const data = {
    title,
    partners: view.partners.map(({ name, address, project, requestId, since }) => ({
      name: clean(name, 60),
      address: ` ${clean(address, 80)}`,
      about: say('pending.about', {
        project: clean(project, 60),
        number: requestNumber(requestId),
        when: moment(since, view.timeZone, language),
      }),
    })),
    list: pendingList(view.projectKey),
    mayMail: view.mayMailAll === true && count > 0,
    mail: say('pending.resend'),
    ...listPages({ from: view.from, shown: view.partners.length, count }, mostPending, say),
  };
  return renderCard(template, data, title);
}
