import type { Plan } from '../../src/guests/plan.ts';
import type { RowFlag } from '../../src/guests/rows/row-flags.ts';
import { clean } from '../words/clean.ts';
import type { Say } from '../words/say.ts';
import { shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';

export type ApprovalPartner = {
  row: number;
  name?: string | undefined;
  address: string;
  plan: Plan;
  flags?: readonly RowFlag[];
  /** By name: what this row gets besides the project's access. */
  extra?: readonly string[];
};

/** One partner on an approval card, with what an owner should look at twice. */
export function partnerData(partner: ApprovalPartner, say: Say): CardData {
  const { row, name, address } = partner;
  const hasName = name !== undefined && clean(name) !== '';
  const notes = notesOn(partner, say);
  return {
    row: `${row}. `,
    name: hasName ? `${clean(name, 60)} ` : '',
    hasName,
    address: clean(address, 80),
    flag: notes.length === 0 ? '' : ` (${notes.join('; ')})`,
    hasFlag: notes.length > 0,
  };
}

function notesOn({ plan, flags = [], extra = [] }: ApprovalPartner, say: Say): string[] {
  const names = shortList(
    extra.map((name) => clean(name, 40)),
    say,
    3,
  );
  return [
    ...(plan === 'invite' ? [] : [say(`approval.flag.${plan}`)]),
    ...(flags.includes('look-alike domain') ? [say('approval.flag.look-alike domain')] : []),
    ...(flags.includes('first of domain') ? [say('approval.flag.first of domain')] : []),
    ...(flags.includes('extra access') ? [say('approval.flag.extra access', { names })] : []),
  ];
}

/** How many rows have something that an owner should look at twice, over all rows and not only those shown. */
export function attention(partners: readonly ApprovalPartner[], say: Say): CardData[] {
  const count = (flag: RowFlag) => partners.filter(({ flags }) => flags?.includes(flag)).length;
  const all = [
    { key: 'approval.look.look-alike', count: count('look-alike domain') },
    { key: 'approval.look.extra', count: count('extra access') },
    { key: 'approval.look.first', count: count('first of domain') },
  ] as const;
  return all
    .filter((look) => look.count > 0)
    .map((look) => ({ text: say(look.key, { count: look.count }) }));
}
