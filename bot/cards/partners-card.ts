import template from '../../cards/partners.json' with { type: 'json' };
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { drawWithin, rowMeasures } from './draw-within.ts';
import { listPages } from './list-pages.ts';
import { type Card, renderCard } from './render-card.ts';
import { readAllData } from './review-remarks.ts';
import type { ReviewView } from './review-view.ts';
import { type ReviewedPartner, reviewedData } from './reviewed-partner.ts';

/** A part of a draft's partners, for a requester who reads all of them before Confirm. */
export type PartnersView = {
  requestId: number;
  number: number;
  /** The list's name, as `list.page` sends it. */
  list: string;
  /** The number of the first one shown, counted from 1. */
  from: number;
  total: number;
  partners: readonly ReviewedPartner[];
} & Pick<ReviewView, 'notes' | 'warnings'>;

/** The most partners on one card: it holds as many even if each row says all that a row may say. */
export const partnersOnACard = 20;

/** Shows a draft's partners, some at a time, with the line that each stands on. */
export const partnersCard = (view: PartnersView, language: Language): Card =>
  drawWithin(rowMeasures, (most) => drawBy(view, language, most));

function drawBy(view: PartnersView, language: Language, most: number): Card {
  const say = speaker(language);
  const { from, total, partners } = view;
  const number = requestNumber(view.number);
  const data = {
    requestId: view.requestId,
    list: view.list,
    title: say('partners.title', { number, count: total }),
    partners: partners.map((partner) => ({
      line: `${say('review.problem line', { line: partner.line })}  `,
      ...reviewedData(partner, language, most),
    })),
    ...listPages({ from, shown: partners.length, count: total }, partnersOnACard, say),
    ...readAllData(view, say),
    back: say('partners.back'),
  };
  return renderCard(template, data, say('partners.title', { number, count: total }));
}
