import { type ReadCard, saidAs } from './cards-on-screen.ts';
import { asShown, type Claim } from './claim.ts';
import type { ApprovalRow, InvitationRow, RequestRow } from './read-state.ts';

/** An approval with its request, rows and project. */
export type Asked = {
  approval: ApprovalRow;
  request: RequestRow;
  rows: InvitationRow[];
  project: string;
};

/** Lines that begin with a number, such as `3. Jane Doe jane@fabrikam.example`. */
export const numbered = ({ lines }: ReadCard) =>
  lines.filter(({ pieces }) => /^\d+\. $/.test(pieces[0] ?? ''));

/** The partners of an approval, each by its number with name and address, in any order. */
export function partnerClaims(card: ReadCard, rows: readonly InvitationRow[]): Claim[] {
  const lines = numbered(card);
  const numbers = lines.map(({ pieces }) => Number.parseInt(pieces[0] ?? '', 10));
  const part = saidAs(card, 'approval.shown')?.values;
  return [
    {
      what: 'how many partners it lists',
      said: new Set(numbers).size,
      true:
        part === undefined ? Math.min(15, rows.length) : Number(part.to) - Number(part.from) + 1,
    },
    ...lines.flatMap(({ pieces }, index): Claim[] => {
      const number = numbers[index] ?? 0;
      const { address = '', displayName = '' } = rows[number - 1] ?? {};
      const at = pieces.findIndex((piece) => asShown(piece, address) === address);
      return [
        { what: `partner ${number}`, said: at > 0 ? address : pieces.join(''), true: address },
        {
          what: `the name of ${address}`,
          said: asShown(at > 1 ? pieces[1] : '', displayName),
          true: displayName,
        },
      ];
    }),
  ];
}
