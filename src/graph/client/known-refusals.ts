import type { ReasonCode } from '../../guests/reason.ts';
import { type CallKind, takingKinds } from './call-kinds.ts';
import type { SaidByGraph } from './error-body.ts';

type Verdict = 'already' | 'not yet' | 'not found' | { refused: ReasonCode } | { stop: ReasonCode };
type Rule = {
  calls: readonly CallKind[] | 'every';
  status?: readonly number[];
  code?: RegExp;
  says?: RegExp;
  verdict: Verdict;
};

/**
 * Rules for status and words, because Graph's codes are coarse. The first rule that fits decides. No rule sees 429 or
 * 5xx: sort-answer.ts handles those before. Microsoft documents few of the words:
 * - blocked by cross-tenant settings, the worker application, proxy addresses:
 *   https://learn.microsoft.com/entra/external-id/troubleshoot
 * - the SMTP address, group addresses, proxy addresses, disabled accounts:
 *   https://learn.microsoft.com/entra/identity/monitoring-health/howto-analyze-provisioning-logs
 * - invitations not allowed:
 *   https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-configure
 * - the tenant's quota of objects: https://learn.microsoft.com/answers/questions/989366/adb2c-graph-api
 * Others were seen in public code and threads. Microsoft documents no words for allow and deny lists of domains
 * (https://learn.microsoft.com/entra/external-id/allow-deny-list says only that the inviter sees a message), and none for
 * a person who is a guest in as many tenants as Entra allows. No rule guesses at them: people read Graph's code.
 */
const rules: readonly Rule[] = [
  {
    calls: 'every',
    status: [403],
    says: /suspicious activity/i,
    verdict: { stop: 'tenant blocked' },
  },
  // Only for invitations: a 403 on a group or a role may be about that group or role only, and many tenants withhold
  // the powerful permission to assign roles.
  {
    calls: ['invite'],
    status: [401, 403],
    says: /insuf+icient privileges/i,
    verdict: { stop: 'consent missing' },
  },
  {
    calls: ['invite'],
    status: [401, 403],
    code: /^Authorization_RequestDenied$/,
    verdict: { stop: 'consent missing' },
  },
  {
    calls: ['invite'],
    status: [403],
    says: /invitations not allowed/i,
    verdict: { stop: 'invitations switched off' },
  },
  { calls: 'every', status: [401], verdict: { stop: 'credentials refused' } },
  {
    calls: 'every',
    status: [403],
    code: /^Authorization_IdentityNotFound$/,
    verdict: { stop: 'credentials refused' },
  },
  {
    calls: ['invite'],
    says: /cross-tenant access settings|cross cloud worker/i,
    verdict: { refused: 'cross-tenant settings' },
  },
  // "Unable to perform operation as '6' would exceed the maximum quota count '5' for forward-link 'sponsors'." Graph
  // gives it the code of a full directory, and it is about one object alone.
  { calls: ['add members'], says: /for forward-link/i, verdict: { refused: 'group full' } },
  {
    calls: ['add sponsor'],
    says: /for forward-link|\bsponsors?\b.*\b(most|maximum|limit)|\b(most|maximum|limit)\b.*\bsponsors?\b/i,
    verdict: { refused: 'sponsors full' },
  },
  {
    calls: 'every',
    says: /directory object quota limit for the (tenant|principal) has been exceeded/i,
    verdict: { stop: 'directory full' },
  },
  {
    calls: 'every',
    code: /^Directory_QuotaExceeded$/,
    says: /^(?!.*for forward-link)/is,
    verdict: { stop: 'directory full' },
  },
  {
    calls: ['invite'],
    says: /group e-?mail address(es)? (is|are)(n['’]t| not) supported/i,
    verdict: { refused: 'group address' },
  },
  // This rule comes before "already exists": that sentence may go on with "but the account is blocked".
  { calls: ['invite'], status: [412], verdict: { refused: 'blocked guest' } },
  { calls: ['invite'], says: /blocked from signing in/i, verdict: { refused: 'blocked guest' } },
  { calls: ['invite'], says: /already exists .*as object ID/i, verdict: 'already' },
  {
    calls: ['invite'],
    says: /verified domain of this directory/i,
    verdict: { refused: 'own domain' },
  },
  {
    calls: ['invite'],
    says: /primary smtp address/i,
    verdict: { refused: 'address refused by Entra' },
  },
  { calls: ['invite'], says: /proxy ?address/i, verdict: { refused: 'address taken' } },
  // The grant may be gone, its target may be gone, or Graph may not show it yet. One more read tells which.
  { calls: takingKinds, status: [404], verdict: 'not found' },
  {
    calls: 'every',
    status: [400, 404],
    says: /not a valid reference update|one of the objects being referenced do|company information/i,
    verdict: 'not yet',
  },
  {
    calls: ['add members', 'add sponsor'],
    status: [400, 409],
    says: /references already exist|conflicting object/i,
    verdict: 'already',
  },
  { calls: ['give role'], status: [400, 409], says: /already exists/i, verdict: 'already' },
  {
    calls: ['give role'],
    says: /was not found on application/i,
    verdict: { refused: 'access target missing' },
  },
  {
    calls: ['add members'],
    says: /not allowed to join this unified group/i,
    verdict: { refused: 'guests may not join group' },
  },
  { calls: ['add members'], status: [403], verdict: { refused: 'group unwritable' } },
  {
    calls: ['remove member', 'take role', 'take licence'],
    status: [403],
    verdict: { refused: 'take not permitted' },
  },
  {
    calls: ['take licence'],
    status: [400],
    says: /inherited from a group/i,
    verdict: { refused: 'licence not theirs' },
  },
  { calls: ['take licence'], status: [400], says: /corresponding license/i, verdict: 'already' },
  // The person may have a directory role instead. One more read tells which (send-account-change.ts).
  {
    calls: ['block account', 'remove account'],
    status: [403],
    verdict: { refused: 'permission missing' },
  },
  { calls: ['add sponsor'], status: [401, 403], verdict: { refused: 'sponsor not permitted' } },
  {
    calls: ['give licence'],
    status: [400],
    says: /available licenses/i,
    verdict: { refused: 'no seats left' },
  },
  // No country or an unknown one, plans that exclude or need each other, a licence that the tenant does not have.
  {
    calls: ['give licence'],
    status: [400],
    says: /usage ?location|service plans?\b|valid company license/i,
    verdict: { refused: 'licence refused' },
  },
  { calls: ['restore'], status: [404], verdict: { refused: 'access target missing' } },
  { calls: 'every', status: [404], verdict: 'not yet' },
];

/** The verdict on a refusal. Undefined when no rule matches. */
export function recogniseError(said: SaidByGraph, call: CallKind): Verdict | undefined {
  return rules.find((rule) => fits(rule, said, call))?.verdict;
}

function fits(rule: Rule, said: SaidByGraph, call: CallKind): boolean {
  return (
    (rule.calls === 'every' || rule.calls.includes(call)) &&
    (rule.status?.includes(said.status) ?? true) &&
    (rule.code?.test(said.code) ?? true) &&
    (rule.says?.test(said.message) ?? true)
  );
}
