import type { PartnerFields } from '../list/partner-row.ts';
import { piecesOf } from '../project/access-pieces.ts';
import type { Access, Project } from '../project/project.ts';
import type { Reason } from '../reason.ts';
import { resolveAccess } from './row-access.ts';

/** The facts of a row that the judgement needs. */
type Judged = {
  line: number;
  partner: PartnerFields;
  address?: string;
  project?: Project;
  until?: string;
  access: Access;
  problems: readonly Reason[];
  skipped?: Reason;
};

type Wish = { line: number; until: string; extra: string };
/** Most rows name no day and nothing besides the project: of those the bot keeps only the line. */
type First = number | Wish;

/**
 * Judges rows in their order. The first good row for an address and a project counts. The bot skips each later one that
 * asks for the same. A later one with another last day or other access is wrong: nobody can tell which of the two is
 * meant.
 */
export function startRepeats<Row extends Judged>(): (row: Row) => Row {
  const byProject = new Map<string, Map<string, First>>();
  return (row) => {
    const { address, project, problems } = row;
    if (address === undefined || project === undefined || problems.length > 0) return row;
    const firsts = byProject.get(project.key) ?? new Map<string, First>();
    byProject.set(project.key, firsts);
    const mine = { line: row.line, until: row.until ?? '', extra: extraOf(row) };
    const first = firsts.get(address);
    if (first === undefined) firsts.set(address, isPlain(mine) ? mine.line : mine);
    return first === undefined ? row : asRepeat(row, wishOf(first), mine);
  };
}

const isPlain = ({ until, extra }: Wish): boolean => until === '' && extra === '';
const wishOf = (first: First): Wish =>
  typeof first === 'number' ? { line: first, until: '', extra: '' } : first;

function asRepeat<Row extends Judged>(row: Row, first: Wish, mine: Wish): Row {
  const { line } = first;
  const what = differenceOf(first, mine);
  return what === undefined
    ? { ...row, skipped: { code: 'duplicate', values: { line } } }
    : { ...row, problems: [{ code: 'duplicate differs', values: { line, what } }] };
}

function differenceOf(first: Wish, later: Wish): 'until' | 'access' | 'both' | undefined {
  const isUntil = first.until !== later.until;
  const isAccess = first.extra !== later.extra;
  if (isUntil && isAccess) return 'both';
  if (isUntil) return 'until';
  return isAccess ? 'access' : undefined;
}

/** The access of a row besides its project's, as one text. */
function extraOf({ partner, project, access }: Judged): string {
  if (partner.groups === undefined && partner.applications === undefined) return '';
  const { value } = resolveAccess({ ...partner, groups: [], applications: [] }, project, new Map());
  const usual = new Set(piecesOf(value));
  return piecesOf(access)
    .filter((piece) => !usual.has(piece))
    .toSorted()
    .join();
}
