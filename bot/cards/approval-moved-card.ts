import template from '../../cards/approval-moved.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';
import { titled } from './title-mood.ts';

export type ApprovalMovedView = { requestNumber: number; project: string; requester: string };

/** Stands where an approval card was that the bot has posted again further down. It has no buttons. */
export function approvalMovedCard(view: ApprovalMovedView, language: Language): Card {
  const say = speaker(language);
  const title = say('approval.moved');
  const number = requestNumber(view.requestNumber);
  const request = say('decided.request', { number, requester: view.requester });
  const data = {
    ...titled(title, 'over'),
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project),
    request,
  };
  return renderCard(template, data, `${title}. ${request}`);
}
