import type { ReadCard } from './cards-on-screen.ts';
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

/** The partners of an approval, each with its number, name and address. */
export function partnerClaims(card: ReadCard, rows: readonly InvitationRow[]): Claim[] {
  const lines = numbered(card);
  const from = Number.parseInt(lines[0]?.pieces[0] ?? '1', 10) - 1;
  const shown = rows.slice(from, from + Math.max(lines.length, Math.min(15, rows.length)));
  return shown.flatMap(({ address, displayName }, index): Claim[] => {
    const pieces = lines[index]?.pieces ?? [];
    const at = pieces.findIndex((piece) => asShown(piece, address) === address);
    return [
      {
        what: `partner ${from + index + 1}`,
        said: [Number.parseInt(pieces[0] ?? '', 10), at > 0 ? address : pieces.join('')],
        true: [from + index + 1, address],
      },
      {
        what: `the name of ${address}`,
        said: asShown(at > 1 ? pieces[1] : '', displayName),
        true: displayName,
      },
    ];
  });
}
