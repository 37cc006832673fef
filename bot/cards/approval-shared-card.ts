import template from '../../cards/approval-shared.json' with { type: 'json' };
import { clean } from '../words/clean.ts';
import { requestNumber } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { type AccessNames, accessFacts, fact } from './access-facts.ts';
import { domainWords } from './approval-card.ts';
import { type Card, renderCard } from './render-card.ts';

export type ApprovalSharedView = {
  approvalId: number;
  requestNumber: number;
  project: string;
  requester: string;
  count: number;
  domains: readonly { domain: string; count: number }[];
  access: AccessNames;
  /** Teams ids (`29:...`) of the owners whose clients fetch their own view; Teams takes sixty. */
  ownersInTeams: readonly string[];
};

const mostRefreshed = 60;

/** The approval as a channel may see it: numbers and domains, no partner, no decision. */
export function approvalSharedCard(view: ApprovalSharedView, language: Language): Card {
  const say = speaker(language);
  const { count } = view;
  const data = {
    approvalId: view.approvalId,
    userIds: view.ownersInTeams.slice(0, mostRefreshed),
    refreshes: view.ownersInTeams.length > 0,
    title: say('approval.shared.title', { count }),
    projectLabel: say('label', { label: say('label.project') }),
    project: clean(view.project),
    asks: say('approval.asks', {
      requester: view.requester,
      number: requestNumber(view.requestNumber),
    }),
    facts: [
      fact(say, say('approval.domains'), domainWords(view.domains, say)),
      ...accessFacts(view.access, say),
    ],
    owners: say('approval.shared.owners'),
    open: say('approval.open'),
  };
  return renderCard(
    template,
    data,
    say('approval.shared.summary', {
      requester: view.requester,
      count,
      project: view.project,
    }),
  );
}
