import type { InTurns } from '../in-turns.ts';
import { addressSays } from '../names/address-says.ts';
import { namesSomebody } from '../names/names-somebody.ts';
import { clauseOf, endsMessage, isNamed } from '../sentence/word-lists.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { months, weekdays } from '../text/month-names.ts';
import { cutHeads } from './cut-heads.ts';
import { cutQuestion } from './cut-question.ts';
import { mailedTo, namedAhead, perhapsSigned, tickedApart } from './doubts.ts';
import { beginsFarewell, isOnlyFarewell } from './farewell-words.ts';
import { readLabel } from './line-label.ts';
import { questioned } from './questioned.ts';
import { quotedHead } from './quoted-heads.ts';
import type { SortedLines } from './sections.ts';
import { type SortRule, sortLines } from './sort-lines.ts';

/** `body`: what speaks of partners, on its own lines. `left`: what does not. `doubts`: who may not be meant. */
export type Meant = { body: string; left: string[]; doubts: string[] };

/** A signature has at most so many addresses. Text with more is part of a list. */
const mostInSignature = 3;
/** Words behind such text on a line of its own are about it. */
const struckLine = /^( ?\(\u2717 [^()\n]*\)) *([^\s@]{0,100})[^@\n]{0,200}$/gm;
/** The marks that `plainText` and `htmlText` put around text that somebody struck through. */
const struck = /\(\u2717 ([^()\n]*)\)/g;
/** Between two struck cells of a row. */
const betweenStruck = / ?\) ?\t ?\(\u2717 /g;

/**
 * Takes from a message what does not speak of partners: the heads of quoted mails, the signature and the mail below it,
 * lines and sections whose label names somebody else or takes somebody back, and text that was struck through.
 */
export function* cutUnmeant(text: string, rule: SortRule): InTurns<Meant> {
  const before: string[] = [];
  const asked = cutStruck(text, before)
    .split('\n')
    .map((line) => cutQuestion(line, before));
  yield 'break';
  const receivers = mailedTo(asked);
  const lines = cutHeads(asked, before);
  const { kept, after, doubt } = cutEnd(lines);
  const sorted = yield* sortLines(kept, rule);
  const tried = unlessNobody(kept, sorted);
  yield 'break';
  const left = [...before, ...tried.left, after];
  const doubts = [questioned, tickedApart, perhapsSigned, namedAhead];
  const asks: string[] = [];
  for (const doubt of doubts) {
    yield 'break';
    asks.push(...doubt(tried.body));
  }
  return {
    body: tried.body.join('\n'),
    left: left.map((each) => each.replace(/\s+/g, ' ').trim()).filter(Boolean),
    doubts: [...receivers, ...tried.doubts, ...(doubt === undefined ? [] : [doubt]), ...asks],
  };
}

function cutStruck(text: string, left: string[]): string {
  if (!text.includes('\u2717')) return text;
  const lines = text
    .replace(betweenStruck, ' ')
    .replace(struckLine, (whole, line: string, word = '') =>
      clauseOf(word.toLowerCase()) === undefined ? line : whole,
    );
  return lines.replace(struck, (whole, inner: string, at: number) => {
    if (!namesSomebody(inner) && isOfPartner(inner, lineAround(lines, at, whole.length)))
      return whole;
    left.push(`\u2717 ${inner.trim()}`);
    return ' ';
  });
}

/** So much of a line around struck text matters, in characters: people write no longer row. */
const farthest = 1_000;

/** A line with struck text, without that text. */
type Around = { before: string; behind: string };

/** The line around a part of a text. */
function lineAround(text: string, at: number, length: number): Around {
  const before = text.slice(Math.max(at - farthest, 0), at);
  const [behind = ''] = text.slice(at + length, at + length + farthest).split('\n', 1);
  return { before: before.slice(before.lastIndexOf('\n') + 1), behind };
}

const ownMarks = '[\\s,;|<>()\\[\\]\u2013\u2014-]{0,20}';
const besideBefore = new RegExp(`@[^\\s@,;|<>()]{1,255}${ownMarks}$`, 'u');
const besideBehind = new RegExp(`^${ownMarks}[^\\s@,;|<>()]{1,100}@`, 'u');

/**
 * True for struck words that take back the partner of their line: they name the partner, stand directly beside the
 * address, or fill a cell of its row. Other words change something of the request: `jane@x.example until ~~May~~ June`,
 * `jane@x.example ~~to atlas~~ to beacon`.
 */
function isOfPartner(struck: string, { before, behind }: Around): boolean {
  if (isClause(struck)) return false;
  const { addresses } = findAddresses(`${before} ${behind}`);
  if (addresses.length === 0) return false;
  if (addresses.some((address) => addressSays(address, struck, { how: 'within' }))) return true;
  if (isDateOrNumber(struck)) return false;
  return besideBefore.test(before) || besideBehind.test(behind) || isCell({ before, behind });
}

const isClause = (text: string): boolean =>
  clauseOf(text.trim().split(' ', 1)[0]?.toLowerCase() ?? '') !== undefined;

/** `31 January 2027`, `10k`, `5 days`. */
function isDateOrNumber(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const isDay = (word: string) => months.has(word) || weekdays.has(word);
  const isCounted = /\d/.test(text) && text === text.toLowerCase();
  return isCounted || words.every(isDay);
}

/** A row with tabs, where nothing else stands in the cell. */
const isCell = ({ before, behind }: Around): boolean =>
  /(?:^|\t) *$/.test(before) && /^ *(?:\t|$)/.test(behind) && /\t/.test(before + behind);

/** `doubt`: a farewell with the first of many addresses below it. Somebody may have signed there. */
type End = { kept: readonly string[]; after: string; doubt?: string };

function cutEnd(lines: readonly string[]): End {
  const first = lines.findIndex((line) => namesSomebody(line));
  // Where the first address stands in a quoted mail, its next lines do so too.
  const isQuoted = isQuote(lines[first] ?? '');
  const isEnd = (line: string, at: number) => {
    if (at <= first || (isQuoted && isQuote(line) && !endsMessage(line.replace(/^[>\s]+/, ''))))
      return false;
    if (isNamed(line, lines[at + 1] ?? '')) return false;
    return endsMessage(line) || quotedHead(lines, at) !== undefined;
  };
  const cut = first < 0 ? -1 : lines.findIndex(isEnd);
  if (cut < 0) return cutSent(lines);
  const after = lines.slice(cut).join('\n');
  const isMail =
    /^\s*(?:>|-|from|van|von|de\b)/i.test(after) || quotedHead(lines, cut) !== undefined;
  if (after.split('@').length - 1 > mostInSignature && !isMail) return keptBelow(lines, cut);
  return { kept: lines.slice(0, cut), after: isOnlyFarewell(after) ? '' : after };
}

/** Text with so many addresses is part of the list. */
function keptBelow(lines: readonly string[], cut: number): End {
  const line = lines[cut] ?? '';
  if (line.includes('@') || !beginsFarewell(line)) return { kept: lines, after: '' };
  const below = lines.slice(cut);
  const signed = below.slice(0, below.findIndex(namesSomebody) + 1);
  const doubt = signed.join(' ').replace(/\s+/g, ' ').trim();
  return { kept: lines.with(cut, ''), after: '', doubt };
}

/** The line that telephones write below a mail, where the line end before it is lost. */
const sentFrom =
  /[.!?,;]\s+(?:sent from|verzonden (?:van|met)|verstuurd (?:van|met)|gesendet von|von meinem|envoyé (?:de|depuis))(?!\p{L})/iu;

function cutSent(lines: readonly string[]): End {
  const at = lines.findIndex((line) => line.length < 4_000 && sentFrom.test(line));
  const line = lines[at] ?? '';
  const from = at < 0 ? -1 : line.search(sentFrom);
  if (from < 0 || !lines.slice(0, at).concat(line.slice(0, from)).some(namesSomebody)) {
    return { kept: lines, after: '' };
  }
  const after = [line.slice(from + 1), ...lines.slice(at + 1)].join('\n');
  return { kept: [...lines.slice(0, at), line.slice(0, from + 1)], after };
}

const isQuote = (line: string) => line.trimStart().startsWith('>');

/** If a label that may mark the partner would leave nobody, the reader takes its line, and says so. */
function unlessNobody(lines: readonly string[], sorted: SortedLines): SortedLines {
  if (sorted.body.some((line) => namesSomebody(line))) return sorted;
  const isContact = (line: string) => readLabel(line)?.kind === 'contact' && namesSomebody(line);
  const kept = lines.filter(isContact);
  if (kept.length === 0) return sorted;
  return {
    body: sorted.body.map((line, at) =>
      isContact(lines[at] ?? '') ? (readLabel(lines[at] ?? '')?.rest ?? '') : line,
    ),
    left: sorted.left.filter((line) => !isContact(line)),
    doubts: [...sorted.doubts, ...kept.map((line) => line.trim())],
  };
}
