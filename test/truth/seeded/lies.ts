import type { Lie } from './lie.ts';
import { numberLies } from './number-lies.ts';

const statements: readonly Lie[] = [
  {
    what: 'counts failed rows as invited ones',
    file: 'cards/result-card.ts',
    from: 'count: counts.worked, label',
    to: 'count: counts.open, label',
  },
  {
    what: 'leaves a name out of the question to the owners',
    file: 'cards/approval-partner.ts',
    from: 'hasName,\n    address: clean(address, 80),',
    to: 'hasName: row !== 1,\n    address: clean(address, 80),',
  },
  {
    what: 'names the day after the last day',
    file: 'words/formats.ts',
    from: 'if (Number.isNaN(at.getTime())) return day;',
    to: 'at.setUTCDate(at.getUTCDate() + 1);',
  },
  {
    what: 'names another person as the owner who decided',
    file: 'naming/stands-in.ts',
    from: '{ name, approved: 0, rejected: 0 }',
    to: "{ name: 'Adele Vance', approved: 0, rejected: 0 }",
  },
  {
    what: 'says that a mail goes although the requester switched mails off',
    file: 'drawing/read-approval-facts.ts',
    from: "plan === 'invite' && sendMail;",
    to: "plan === 'invite' || sendMail;",
  },
  {
    what: 'leaves out a group that the partners get',
    file: 'cards/access-facts.ts',
    from: 'access.groups.map(',
    to: 'access.groups.slice(1).map(',
  },
  {
    what: 'says that owners decided an approval that ran out',
    file: 'drawing/draw-decided.ts',
    from: 'outcome: outcomeOf(facts)',
    to: "outcome: 'decided'",
  },
  {
    what: 'calls a request done although some rows failed',
    file: 'cards/result-card.ts',
    from: 'if (failed > 0) return openTitle(view.counts, done + failed + rest - unasked);',
    to: '',
  },
  {
    what: 'writes in a language that is not the reader\u2019s',
    file: 'cards/running-card.ts',
    from: 'export function runningCard(view: RunningView, language: Language): Card {',
    to: "export function runningCard(view: RunningView, _: Language): Card { const language = 'nl';",
  },
  {
    what: 'promises access without an end although a row names an end',
    file: 'drawing/draw-review.ts',
    from: 'ends: accessEnds([...named, unnamed], project)',
    to: 'ends: accessEnds([], project)',
  },
  {
    what: 'counts rows as rejected although no owner decided in time',
    file: 'drawing/draw-result.ts',
    from: 'const kind = resultKind(status, because, whereMoved(row, status));',
    to: 'const kind = resultKind(status, undefined);',
  },
  {
    what: 'marks the wrong partner as rejected',
    file: 'drawing/draw-decided.ts',
    from: "rejected: approval.state === 'decided' && state === 'rejected'",
    to: "rejected: approval.state === 'decided' && state !== 'rejected'",
  },
  {
    what: 'names an owner for whom the request does not wait',
    file: 'drawing/draw-running.ts',
    from: 'return voterWords({ name, instead: standIn?.personName }, say);',
    to: "return 'Isaiah Langer';",
  },
  {
    what: 'tells the channel of the wrong project',
    file: 'drawing/draw-alert.ts',
    from: 'project: (await readProject(db, alert.projectKey))?.name ?? alert.projectKey',
    to: "project: 'Beacon'",
  },
  {
    what: 'shows one faulty row fewer than the review found',
    file: 'drawing/draw-review.ts',
    from: 'problems: rows.problems - rows.undecided',
    to: 'problems: rows.problems - rows.undecided - 1',
  },
  {
    what: 'says that all inviting has stopped when it goes on again',
    file: 'drawing/draw-notice.ts',
    from: "if (over) return { notice: 'stop over' };",
    to: '',
  },
  {
    what: 'tells the requester of an acceptance for another project',
    file: 'drawing/draw-notice.ts',
    from: 'given ? { code, values: given } : { code };',
    to: "({ code, values: code === 'partner accepted' ? { ...given, project: 'Open' } : (given ?? {}) });",
  },
  {
    what: 'answers that access is given which is not, and the other way round',
    file: 'drawing/guest-view.ts',
    from: "given: grant.state === 'done'",
    to: "given: grant.state !== 'done'",
  },
  {
    what: 'answers that everybody has accepted',
    file: 'cards/guest-card.ts',
    from: "return state === 'accepted' && incomplete",
    to: "if (state !== 'accepted') return say('guest.state.accepted'); return incomplete",
  },
  {
    what: 'counts one partner too many who has not accepted',
    file: 'cards/pending-card.ts',
    from: 'const { count } = view;',
    to: 'const count = view.count + 1;',
  },
  {
    what: 'alerts about a partner who has not accepted',
    file: 'drawing/draw-alert.ts',
    from: "name: guest.displayName ?? invitation?.displayName ?? ''",
    to: "name: 'Wait Here'",
  },
  {
    what: 'names a partner in a digest who has not accepted',
    file: 'drawing/draw-alert-digest.ts',
    from: 'guests: guests.map(',
    to: "guests: [...guests.slice(1), { ...guests[0], name: 'Wait Here' }].map(",
  },
  {
    what: 'counts one acceptance too many in a digest',
    file: 'cards/alert-digest-card.ts',
    from: "say('digest.title', { count })",
    to: "say('digest.title', { count: count + 1 })",
  },
  {
    what: 'says that more of a project have accepted than have',
    file: 'cards/alert-digest-card.ts',
    from: '      accepted,\n      pending,\n      total:',
    to: '      accepted: accepted + 1,\n      pending: pending - 1,\n      total:',
  },
  {
    what: 'says that nobody was invited although somebody was',
    file: 'cards/result-card.ts',
    from: "return done > 0 ? 'request.title.done' : 'request.title.none';",
    to: "return 'request.title.none';",
  },
  {
    what: 'tells the requester that another owner decided',
    file: 'drawing/draw-notice.ts',
    from: 'given ? { code, values: given } : { code };',
    to: "({ code, values: code.startsWith('owner approved') ? { ...given, name: 'Adele Vance' } : (given ?? {}) });",
  },
  {
    what: 'answers that another owner approved the guest',
    file: 'drawing/guest-view.ts',
    from: "name: name ?? '', day",
    to: "name: (name ?? '') && 'Adele Vance', day",
  },
  {
    what: 'answers with the day after the last day of the access',
    file: 'drawing/guest-view.ts',
    from: "lastDay(endsAt, endZone ?? 'UTC')",
    to: "lastDay(new Date(endsAt.getTime() + 86_400_000), endZone ?? 'UTC')",
  },
];

export const lies: readonly Lie[] = [...statements, ...numberLies];
