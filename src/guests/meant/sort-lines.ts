import { atATime, type InTurns } from '../in-turns.ts';
import { isJobTitle } from '../names/job-in-name.ts';
import { namesSomebody } from '../names/names-somebody.ts';
import { clauseOf, groups } from '../sentence/word-lists.ts';
import { type LabelKind, type LineLabel, readLabel } from './line-label.ts';
import { doubt, endedBy, isPartOf, leave, type Section, type SortedLines } from './sections.ts';

export type SortRule = {
  /** True where `left`, `declined` and the like say that somebody is not meant; they do not where access ends. */
  states: boolean;
  isProject: (text: string) => boolean;
};
/** Somebody took a line out of the list without deleting it. Where all lines begin so, it is a list mark. */
const comment = /^\s*(?:#+|\/\/)(?=\s*[^#\s].*@)/;
/** So many lines show whether a heading is a title. */
const linesBelow = 50;

/** Sorts lines by their labels and headings: `Manager: max@x.example`, `Do not invite:` and the addresses below it. */
export function* sortLines(lines: readonly string[], rule: SortRule): InTurns<SortedLines> {
  const found: SortedLines = { body: [], left: [], doubts: [] };
  const last = lines.findLastIndex((line) => namesSomebody(line));
  const named = lines.filter((line) => namesSomebody(line));
  const hasComments = named.some((line) => !comment.test(line));
  const hasJobs = beginInJobs(named);
  let section: Section | undefined;
  for (const [at, line] of lines.entries()) {
    if (at % atATime === 0) yield 'break';
    const isPlain = line.trim() === '' || (hasJobs && line.includes('\t'));
    const label = isPlain ? undefined : readLabel(line);
    const below = () => lines.slice(at + 1, at + 1 + linesBelow);
    const place = { below, isFollowed: at < last, hasComments, rule };
    section = takeLine(found, { line, label }, section, place);
  }
  return found;
}

/** True for rows whose first cells are what the people beside them do. `Manager\tJane Doe\tjane@x.example` alone is a label. */
function beginInJobs(rows: readonly string[]): boolean {
  const cells = rows.slice(0, linesBelow).map((row) => row.slice(0, 400).split('\t'));
  return (
    cells.length > 1 &&
    cells.every(
      ([first = '', second = '']) => isJobTitle(first.trim()) && wholeName.test(second.trim()),
    )
  );
}
const wholeName = /^\p{Lu}[^\s@]*(?: [^\s@]+)* \p{Lu}[^\s@]*$/u;

type Labelled = { line: string; label: LineLabel | undefined };

/** Takes a line, and returns the section that the next one is in. */
function takeLine(
  found: SortedLines,
  { line, label }: Labelled,
  section: Section | undefined,
  place: Place,
): Section | undefined {
  if (place.hasComments && comment.test(line)) {
    leave(found, line);
    return section;
  }
  if (label === undefined) {
    return keepOrLeave(found, line, opensAnew(line) ? undefined : section);
  }
  const kind = kindHere(label.kind, place.rule);
  if (label.rest === '') {
    return takeHeading(found, { ...label, line, kind }, section, place);
  }
  const here = kind === 'partners' ? undefined : section;
  return takeLabel(found, { line, kind, text: label.text, rest: label.rest }, here);
}

/** Takes a line whose label has text behind it. */
function takeLabel(
  found: SortedLines,
  { line, kind, text, rest }: Omit<Heading, 'sure'> & { rest: string },
  section: Section | undefined,
): Section | undefined {
  if (section !== undefined && kind === 'clause') {
    found.body.push(line);
    return endedBy(text);
  }
  const isOver = section?.over !== undefined;
  if (isOver && !denies(kind) && kind !== 'contact') return doubt(found, line, section);
  takeLabelled(found, { line, kind, rest }, isOver ? undefined : section);
  return section !== undefined && namesSomebody(line) ? { ...section, fresh: false } : section;
}

function kindHere(kind: LabelKind, { states }: SortRule): LabelKind {
  return kind === 'state' && !states ? 'unknown' : kind;
}

const denies = (kind: LabelKind) => kind === 'refused' || kind === 'state' || kind === 'others';

function keepOrLeave(
  found: SortedLines,
  line: string,
  section: Section | undefined,
): Section | undefined {
  if (section === undefined || line.trim() === '' || isClause(line)) {
    found.body.push(line);
    return section;
  }
  if (section.over !== undefined) return doubt(found, line, section);
  leave(found, line, true);
  return namesSomebody(line) ? { ...section, fresh: false } : section;
}

/** `to beacon` on a line of its own counts for all. */
const isClause = (line: string) =>
  !namesSomebody(line) && clauseOf(/^\s*(\S+)/.exec(line)?.[1]?.toLowerCase() ?? '') !== undefined;

/** A sentence that asks for somebody ends a section of people who are not meant. */
const opensAnew = (line: string) =>
  namesSomebody(line) &&
  /^\W*(?:(?:please|graag|bitte|and|en|und|but|maar|aber|do|wel|also|ook|then|dan)\s+)*(?:invite|add|nodig|uitnodigen|wel|lade|invitez|inviter)\b/iu.test(
    line,
  );

type Place = {
  below: () => readonly string[];
  isFollowed: boolean;
  hasComments: boolean;
  rule: SortRule;
};
type Heading = { line: string; kind: LabelKind; text: string; sure: boolean };

function takeHeading(
  found: SortedLines,
  { line, kind, text, sure }: Heading,
  section: Section | undefined,
  { below, isFollowed, rule }: Place,
): Section | undefined {
  // Without addresses below, the heading is a remark.
  if (denies(kind) && isFollowed) {
    leave(found, line);
    return { fresh: true, deep: false };
  }
  if (kind === 'partners') {
    found.body.push(sure || section !== undefined ? '' : line);
    return undefined;
  }
  const isProject = rule.isProject(text);
  if (kind === 'unknown' && (!isProject || isPartOf(section))) {
    return takeUnknown(found, { line, text }, section, below());
  }
  found.body.push(line);
  return isProject && section !== undefined ? endedBy(text) : section;
}

/**
 * A heading that says nothing to us: part of a section that has just begun, a title, or a name. It may end a section.
 */
function takeUnknown(
  found: SortedLines,
  { line, text }: Pick<Heading, 'line' | 'text'>,
  section: Section | undefined,
  below: readonly string[],
): Section | undefined {
  if (isPartOf(section)) {
    leave(found, line, true);
    return { ...section, deep: true };
  }
  if (section !== undefined) {
    // The note about the people below names the heading, unless it may be somebody's name.
    found.body.push(/^\p{Lu}\S*(?: \S+)* \p{Lu}\S+$/u.test(text.trim()) ? line : '');
    return endedBy(text);
  }
  if (isTitle(text, below)) leave(found, line);
  else found.body.push(line);
  return undefined;
}

/** `Core Team:` over several addresses is nobody's name. */
function isTitle(text: string, below: readonly string[]): boolean {
  if (groups.test(text.trim())) return true;
  const words = text.trim().split(/\s+/);
  if (words.length < 2 || !words.every((word) => /^[\p{Lu}\p{N}&(]/u.test(word))) return false;
  const end = below.findIndex((line) => line.trim() === '' || readLabel(line)?.rest === '');
  const own = end < 0 ? below : below.slice(0, end);
  return own.filter((line) => namesSomebody(line)).length > 1;
}

function takeLabelled(
  found: SortedLines,
  { line, kind, rest }: { line: string; kind: LabelKind; rest: string },
  section: Section | undefined,
): void {
  const isOther = denies(kind) || (kind === 'contact' && namesSomebody(rest));
  if (isOther || (section !== undefined && kind !== 'clause'))
    leave(found, line, section !== undefined);
  else found.body.push(kind === 'partners' ? withoutLabel(line, rest) : line);
}

/** The same line, as long as before, so that a reader finds the same text behind the label. */
const withoutLabel = (line: string, rest: string) => line.slice(line.lastIndexOf(rest));
