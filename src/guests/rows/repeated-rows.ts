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

type Wish = { line: number; name: number; until: string; extra: string };
/**
 * Most rows name no day and nothing besides the project: of those the bot keeps only the line and the name, as one
 * number.
 */
type First = number | Wish;
/** So many names can be told apart: together with a line they fit into one number. */
const names = 2 ** 32;

/**
 * Judges rows in their order. The first good row for an address and a project counts. The bot skips each later one that
 * asks for the same. A later one with another last day or other access is wrong: nobody can tell which of the two is
 * meant.
 */
export function startRepeats<Row extends Judged>(): (row: Row) => Row {
  const byProject = new Map<string, Map<string, First>>();
  return (row) => {
    const { address, project, problems, partner } = row;
    if (address === undefined || project === undefined || problems.length > 0) return row;
    const firsts = byProject.get(project.key) ?? new Map<string, First>();
    byProject.set(project.key, firsts);
    const name = markOf(partner.displayName);
    const mine = { line: row.line, name, until: row.until ?? '', extra: extraOf(row) };
    const first = firsts.get(address);
    if (first === undefined) firsts.set(address, isPlain(mine) ? mine.line * names + name : mine);
    return first === undefined ? row : asRepeat(row, wishOf(first), mine);
  };
}

const isPlain = ({ until, extra }: Wish): boolean => until === '' && extra === '';
const wishOf = (first: First): Wish =>
  typeof first === 'number'
    ? { line: Math.floor(first / names), name: first % names, until: '', extra: '' }
    : first;

/** A number for a name, with any letter case and order of its words. No name has 0. */
function markOf(name = ''): number {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let mark = 0;
  for (const letter of words.toSorted().join(' ')) {
    mark = (Math.imul(mark, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return mark;
}

function asRepeat<Row extends Judged>(row: Row, first: Wish, mine: Wish): Row {
  const { line } = first;
  const what = differenceOf(first, mine);
  // A row without a name says nothing of the name.
  const { displayName: name } = row.partner;
  const isOther = mine.name !== 0 && mine.name !== first.name && name !== undefined;
  const values = isOther ? { line, name, renamed: 'yes' } : { line };
  return what === undefined
    ? { ...row, skipped: { code: 'duplicate', values } }
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
