import type { Lie } from './lie.ts';

/** Lies about numbers on buttons, and about the mail that a review shows. */
export const numberLies: readonly Lie[] = [
  {
    what: 'asks for another number of approvals on the button',
    file: 'cards/approval-decision.ts',
    from: "approve: say('approval.approve', { count }),",
    to: "approve: say('approval.approve', { count: count + 1 }),",
  },
  {
    what: 'rejects another number on the button',
    file: 'cards/approval-decision.ts',
    from: "rejectAll: say('approval.reject.all', { count }),",
    to: "rejectAll: say('approval.reject.all', { count: count + 1 }),",
  },
  {
    what: 'invites another number on the button',
    file: 'cards/review-card.ts',
    from: 'confirmWords({ invite: counts.invite, access }, say)',
    to: 'confirmWords({ invite: counts.invite + 1, access }, say)',
  },
  {
    what: 'leaves out another number of rows beside the box',
    file: 'cards/review-card.ts',
    from: 'onlyValid: say(onlyValid, { count: left }),',
    to: 'onlyValid: say(onlyValid, { count: left + 1 }),',
  },
  {
    what: 'offers more links than there are',
    file: 'cards/result-card.ts',
    from: "links: say('result.links', { count: view.links ?? 0 }),",
    to: "links: say('result.links', { count: (view.links ?? 0) + 1 }),",
  },
  {
    what: 'shows the mail from another domain',
    file: 'cards/review-mail.ts',
    from: 'const domain = primaryDomain;',
    to: "const domain = 'mail.example';",
  },
  {
    what: 'shows a mail in the name of another organisation',
    file: 'cards/review-mail.ts',
    from: "quoted('review.mail.subject', { inviter, domain })",
    to: "quoted('review.mail.subject', { inviter: 'Litware', domain })",
  },
  {
    what: 'shows a mail that leads elsewhere',
    file: 'cards/review-mail.ts',
    from: 'places: placeWords(places, language),',
    to: "places: placeWords([{ host: 'elsewhere.example' }], language),",
  },
];
