import type { Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';

/** The names by which buttons ask for the reader's own lists: everything of the kind that the reader may see. */
export const ownLists = {
  requests: 'requests own',
  projects: 'projects own',
  pending: 'pending all',
} as const;

export type OwnList = keyof typeof ownLists;

/** The button to one of these lists. Without a list the card shows no button. */
export const openOwn = (list: OwnList | undefined, say: Say): CardData =>
  list === undefined
    ? { mayOpenList: false, list: '', openList: '' }
    : { mayOpenList: true, list: ownLists[list], openList: say(`list.open.${list}`) };
