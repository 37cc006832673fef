import type { Plan } from '../../src/guests/plan.ts';
import type { RowFlag } from '../../src/guests/rows/row-flags.ts';
import { clean } from '../words/clean.ts';
import { type Language, type Say, say as speaker } from '../words/say.ts';
import type { CardData } from './render-card.ts';
import { extraWords, type RowDetails, rowWords } from './row-words.ts';

export type ApprovalPartner = {
  row: number;
  name?: string | undefined;
  address: string;
  plan: Plan;
  /** True for a guest whose access ended before an owner decided over another end. */
  over?: boolean;
  /** True where somebody rejected the row while others still wait: in an earlier stage, or before other owners. */
  rejected?: boolean;
  flags?: readonly RowFlag[];
  /** The row's domain, and the known one that it looks like. Absent in reviews of long ago. */
  alike?: { domain: string; near: string };
  /** By name: what this row gets besides the project's access. */
  extra?: readonly string[];
} & RowDetails;

/** One partner on an approval card, with what an owner should check twice. `most`: the characters for that. */
export function partnerData(partner: ApprovalPartner, language: Language, most: number): CardData {
  const say = speaker(language);
  const { row, name, address } = partner;
  const hasName = name !== undefined && clean(name) !== '';
  const notes = [...notesOn(partner, say), ...rowWords(partner, language)].join('; ');
  return {
    row: `${row}. `,
    name: hasName ? `${clean(name, 60)} ` : '',
    hasName,
    address: clean(address, 80),
    flag: notes === '' ? '' : ` (${clean(notes, most)})`,
    hasFlag: notes !== '',
  };
}

/** The most pressing first. */
const pressing: readonly RowFlag[] = [
  'look-alike domain',
  'name claims',
  'extra access',
  'first of domain',
];

/**
 * Puts the partners first whom an owner should check twice. The others keep the order of the request. All of them keep
 * their numbers.
 */
export function flaggedFirst(partners: readonly ApprovalPartner[]): ApprovalPartner[] {
  const rank = (partner: ApprovalPartner) => {
    const { flags = [], plan } = partner;
    if (!isOpenRow(partner)) return pressing.length;
    if (plan === 'blocked') return 0;
    const place = pressing.findIndex((flag) => flags.includes(flag));
    return place === -1 ? pressing.length : place;
  };
  return partners.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The words beside a partner's check box. Clients read Markdown there, so this removes its signs. The words begin with
 * a bracket, so that no client makes a list of them.
 */
export function boxTitle({ row, name = '', address }: ApprovalPartner): string {
  const plainName = clean(name, 60)
    .replace(/[[\]*_~`<>#|\\]/g, ' ')
    .trim();
  return `(${row}) ${clean(plainName === '' ? address.replace(/[*`~<>[\]\\]/g, ' ') : plainName, 80)}`;
}

const mostAlike = 3;
function notesOn(
  { plan, over, rejected, flags = [], extra = [], alike }: ApprovalPartner,
  say: Say,
): string[] {
  return [
    ...(over === true ? [say('approval.flag.over')] : []),
    ...(rejected === true ? [say('approval.flag.rejected')] : []),
    ...(plan === 'invite' ? [] : [say(`approval.flag.${plan}`)]),
    ...(flags.includes('look-alike domain')
      ? [say('approval.flag.look-alike domain', { near: alike?.near ?? 'none' })]
      : []),
    ...(flags.includes('name claims') ? [say('approval.flag.name claims')] : []),
    ...(flags.includes('first of domain') ? [say('approval.flag.first of domain')] : []),
    ...(flags.includes('extra access') ? extraWords(extra, say) : []),
  ];
}

/** True for a row that waits for a decision. The other rows are decided or over. */
export const isOpenRow = ({ over, rejected }: ApprovalPartner): boolean =>
  over !== true && rejected !== true;

/** Counts the rows that wait, shown or not, that hold something an owner should check twice. */
export function attention(all: readonly ApprovalPartner[], say: Say): CardData[] {
  const partners = all.filter(isOpenRow);
  const count = (flag: RowFlag) => partners.filter(({ flags }) => flags?.includes(flag)).length;
  const looks = [
    { key: 'approval.look.claims', count: count('name claims') },
    { key: 'approval.look.extra', count: count('extra access') },
    { key: 'approval.look.first', count: count('first of domain') },
  ] as const;
  return [
    ...alikeWords(partners, say),
    ...looks.filter((look) => look.count > 0).map((look) => say(look.key, { count: look.count })),
  ].map((text) => ({ text }));
}

/** Names each domain that looks like another, and the other. A warning without names would not help an owner. */
function alikeWords(partners: readonly ApprovalPartner[], say: Say): string[] {
  const flagged = partners.filter(({ flags }) => flags?.includes('look-alike domain'));
  const pairs = new Map(
    flagged.flatMap(({ alike }) => (alike ? [[alike.domain, alike.near]] : [])),
  );
  const unnamed = flagged.filter(({ alike }) => alike === undefined).length;
  const rest = Math.max(pairs.size - mostAlike, 0);
  return [
    ...[...pairs]
      .slice(0, mostAlike)
      .map(([domain, near]) =>
        say('approval.look.like', { domain: clean(domain, 60), near: clean(near, 60) }),
      ),
    ...(rest > 0 ? [say('approval.look.like more', { count: rest })] : []),
    ...(unnamed > 0 ? [say('approval.look.look-alike', { count: unnamed })] : []),
  ];
}
