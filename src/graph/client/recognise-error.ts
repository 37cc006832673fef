import type { ReasonCode } from '../../guests/reason.ts';
import type { SaidByGraph } from './error-body.ts';

export type GivingKind = 'invite' | 'add members' | 'give role' | 'give licence' | 'restore';
/** Calls that take something away. */
const takingKinds = [
  'remove member',
  'take role',
  'take licence',
  'block account',
  'remove account',
] as const;
export type TakingKind = (typeof takingKinds)[number];
export type CallKind = GivingKind | TakingKind;
type Verdict = 'already' | 'not yet' | 'not found' | { refused: ReasonCode } | { stop: ReasonCode };
type Rule = {
  calls: readonly CallKind[] | 'every';
  status?: readonly number[];
  code?: RegExp;
  says?: RegExp;
  verdict: Verdict;
};

/**
 * Rules for status and words: Graph's codes are coarse, and nobody documents its messages. The first rule that fits
 * decides. No rule sees 429 or 5xx: sort-answer.ts handles those before.
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
  // Microsoft documents only the first of these. The others match what the words must say.
  {
    calls: 'every',
    code: /^Directory_QuotaExceeded$/,
    verdict: { stop: 'directory full' },
  },
  {
    calls: 'every',
    says: /(object|directory) (size )?quota|quota limit/i,
    verdict: { stop: 'directory full' },
  },
  {
    calls: ['invite'],
    says: /(too many|maximum number of) (tenants|directories|organi[sz]ations)/i,
    verdict: { refused: 'too many tenants' },
  },
  {
    calls: ['invite'],
    says: /group (e-?mail )?address|(distribution|mail-enabled) (list|group)|shared mailbox/i,
    verdict: { refused: 'group address' },
  },
  {
    calls: ['invite'],
    says: /(tenant|organi[sz]ation|partner)\b.*\b(block|not allowed)|block\w*\b.*\b(tenant|organi[sz]ation|partner)/i,
    verdict: { refused: 'partner blocked' },
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
    says: /primary smtp address|proxyaddress/i,
    verdict: { refused: 'address refused by Entra' },
  },
  { calls: ['invite'], status: [409], verdict: { refused: 'address refused by Entra' } },
  // Microsoft does not document the API's words for allow and deny lists.
  {
    calls: ['invite'],
    status: [400, 403],
    says: /domain.*(allow|den[iy]|block|polic)|(allow|den[iy]|block|polic).*domain/i,
    verdict: { refused: 'domain refused by Entra' },
  },
  // The grant may be gone, its target may be gone, or Graph may not show it yet. One more read tells which.
  { calls: takingKinds, status: [404], verdict: 'not found' },
  {
    calls: 'every',
    status: [400, 404],
    says: /not a valid reference update|one of the objects being referenced do|company information/i,
    verdict: 'not yet',
  },
  {
    calls: ['add members'],
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
  {
    calls: ['add members', 'remove member'],
    status: [403],
    verdict: { refused: 'group unwritable' },
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
