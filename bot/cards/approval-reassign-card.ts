import template from '../../cards/approval-reassign.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type Card, renderCard } from './render-card.ts';

export type ApprovalReassignView = {
  approvalId: number;
  version: number;
  requestNumber: number;
  project: string;
  requester: string;
  /** The other owners who may get it, by object id. At least one. */
  candidates: readonly { personId: string; name: string }[];
};

/** Asks an owner to whom they hand an approval. */
export function approvalReassignCard(view: ApprovalReassignView, language: Language): Card {
  const say = speaker(language);
  const title = say('approval.reassign.title');
  const choices = view.candidates
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map(({ personId, name }) => ({ title: clean(name, 60), value: personId }));
  const data = {
    approvalId: view.approvalId,
    version: view.version,
    title,
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project),
    asks: say('approval.asks', {
      requester: view.requester,
      number: requestNumber(view.requestNumber),
    }),
    label: say('approval.reassign.label'),
    choices,
    chosen: choices[0]?.value ?? '',
    note: say('approval.reassign.note'),
    reassign: say('approval.reassign.do'),
    back: say('approval.reassign.back'),
  };
  return renderCard(template, data, title);
}
