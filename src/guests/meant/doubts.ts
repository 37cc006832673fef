import { readYesNo } from '../list/cell-values.ts';
import { isBoth, isTicked, noAnswers, startAnswers } from '../marks/count-answers.ts';
import { isCopy } from '../marks/judge-cells.ts';
import { isHeadLine, isReceiverLine, isSenderLine } from '../names/mail-head-words.ts';
import { namesSomebody } from '../names/names-somebody.ts';
import { mayBeSignature } from './farewell-words.ts';
import { isRoleWord, marksContact } from './role-words.ts';

const ticked = /^\s*(?:[-*+]\s+)?(?:\[[xX]\]|[\u2611\u2705\u2713\u2714])\s/u;
const unticked = /^\s*(?:[-*+]\s+)?(?:\[ ?\]|\u2610)\s/u;

const plus = /^\s*\+\s/;
const minus = /^\s*[-\u2013\u2212]\s/;

/**
 * The lines without a tick, with a minus, a `CC` or a no, where other lines have a tick, a plus or a yes: only the writer
 * knows which people they mean. One sign hides none of the others.
 */
export function tickedApart(lines: readonly string[]): string[] {
  const named = lines.filter((line) => namesSomebody(line));
  const marked = (mark: RegExp) => named.filter((line) => mark.test(line));
  const signed = [marked(plus), marked(minus)];
  // `+ jane@x.example` and `- max@x.example`, as in a list of changes.
  const isSigned = signed.every((each) => each.length > 0) && signed.flat().length === named.length;
  const copied = named.filter((line) => line.length < 2_000 && isCopied(line));
  const apart = new Set([
    ...(isSigned ? marked(minus) : []),
    ...(marked(ticked).length > 0 ? marked(unticked) : []),
    ...(copied.length < named.length ? copied : []),
    ...answeredApart(named),
  ]);
  return named.filter((line) => apart.has(line)).map(oneLine);
}

/** A row with a cell `CC`: its person only got a copy of a mail. */
const isCopied = (line: string): boolean =>
  line.includes('\t') && line.split('\t').some((cell) => isCopy(cell.trim()));

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The rows with tabs that have a no, or nothing, in a column where the others have a yes and nothing else. */
function answeredApart(named: readonly string[]): string[] {
  const rows = named.filter((line) => line.length < 2_000 && line.includes('\t'));
  const cells = rows.map((row) => row.split('\t').map((cell) => cell.trim()));
  const widest = Math.min(Math.max(0, ...cells.map(({ length }) => length)), 20);
  const addresses = cells.map(
    (row) => /[^\s<([{,;:]+@\S+/.exec(row.find(namesSomebody) ?? '')?.[0],
  );
  const count = startAnswers();
  for (let place = 0; place < widest; place += 1) {
    const answers = { ...noAnswers };
    for (const [at, row] of cells.entries()) count(answers, row[place] ?? '', addresses[at] ?? '');
    const isAnswered = answers.others === 0 && (isBoth(answers) || isTicked(answers));
    if (!isAnswered) continue;
    return rows.filter((_, at) => readYesNo(cells[at]?.[place] || undefined) !== true);
  }
  return [];
}

/** `Max Power (max@x.example): please invite`, and nothing but marks between the address and the colon. */
const introduced = /^[^@\n]{0,120}@[^\s:;,@]{1,255}\s?:(?:\s|$)/u;
/** `Sponsor Max Power max@x.example`. */
const labelled = /^\s*(\p{L}{2,40})\s+\p{Lu}\p{Ll}[^@:\n]{0,80}@/u;
const behalf =
  /^\s*(?:on behalf of|namens|im auftrag von|im namen von|de la part de|au nom de|en nombre de|a nome di|per conto di|på uppdrag av)\s+/iu;
/** Only a name has a capital behind these words. */
const isBehalf = (line: string) => /^\p{Lu}/u.test(line.slice(behalf.exec(line)?.[0].length));

/**
 * The people whom a text names before the partners: who asks, who is the host. Their words begin with a role, or end in
 * a colon. Empty where the text names nobody else.
 */
export function namedAhead(lines: readonly string[]): string[] {
  const named = lines.filter((line) => line.length < 2_000 && namesSomebody(line));
  const asking = named.filter((line) => introduced.test(line));
  const roles = named.filter((line) => (behalf.test(line) && isBehalf(line)) || isLabelled(line));
  const ahead = new Set([...(asking.length === 1 ? asking : []), ...roles]);
  const people = named.join('\n').split('@').length - 1;
  return people > ahead.size ? [...ahead].map(upToAddress) : [];
}

/** `Host Europe <info@hosteurope.example>` is a firm. */
function isLabelled(line: string): boolean {
  const word = labelled.exec(line)?.[1]?.toLowerCase() ?? '';
  const isRole = word !== '' && (isRoleWord(word) || marksContact(word));
  return isRole && !(/@\S+/.exec(line)?.[0] ?? '').toLowerCase().includes(word);
}

const upToAddress = (line: string) =>
  (/^[^@]*@[^\s:;,]*/.exec(line)?.[0] ?? line).replace(/\s+/g, ' ').trim();

/**
 * The people who may have signed: a farewell and a name without a mark between them, a name behind a dash and a whole
 * request, a last paragraph with a name, a firm or a number.
 */
export function perhapsSigned(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => namesSomebody(line));
  const signed = lines.filter(
    (line, at) => (at > first && mayBeSignature(line)) || (at >= first && isClosed(line)),
  );
  const found = [
    ...signed.map((line) => line.trim()),
    ...lastParagraph(lines),
    ...lastPhone(lines),
  ];
  return [...new Set(found)];
}

const linesOfHead = 7;

/** The receivers of a pasted mail whose text names people itself: it may mean those alone. */
export function mailedTo(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => isSenderLine(line) && namesSomebody(line));
  const head = from < 0 ? [] : lines.slice(from, from + linesOfHead);
  const end = head.findLastIndex((line) => isHeadLine(line));
  if (end < 0 || !lines.slice(from + end + 1).some(namesSomebody)) return [];
  const to = head.slice(0, end + 1).filter((line) => isReceiverLine(line) && namesSomebody(line));
  return to.map((line) => line.trim());
}

/** A date has eight digits. */
const isPhone = (line: string): boolean =>
  (line.match(/\+?\d[\d ()./-]{6,24}\d/g) ?? []).some(
    (found) => found.replace(/\D/g, '').length > 8,
  );

/** The last line with an address, if it alone has a number to call. */
function lastPhone(lines: readonly string[]): string[] {
  const named = lines.filter((line) => line.length < 400 && line.includes('@'));
  const last = named.at(-1);
  const called = named.filter((line) => isPhone(line));
  return last !== undefined && named.length > 1 && called.length === 1 && called[0] === last
    ? [last.replace(/\s+/g, ' ').trim()]
    : [];
}

/** `jane@x.example to beacon - Alex (alex@x.example)`. */
const dashed =
  /@\S{1,320} [^@\n]{0,200}\p{Ll}[^@\n]{0,200} [-\u2013\u2014] \p{Lu}[^@,;\n]{1,40}[(<]\S{1,200}@\S{1,200}[)>]\W{0,3}$/u;
/** `jane@x.example. Greetings, Alex alex@x.example`, with any farewell. */
const closing =
  /@[^@\n]{1,300}[.!?] \p{Lu}\p{L}{1,20}(?: \p{L}{1,20}){0,2}[,!] ?\p{Lu}[^@,;\n]{1,40}@\S{1,200}$/u;
const isClosed = (line: string) => line.length < 2_000 && (dashed.test(line) || closing.test(line));
/** A sentence that asks for somebody, on one line. */
const request =
  /@.*(?<!\p{L})(?:to|for|voor|naar|aan|zu|für|pour|please|graag|bitte|svp)(?!\p{L})/iu;
const isFilled = (line: string) => line.trim() !== '';

function lastParagraph(lines: readonly string[]): string[] {
  const end = lines.findLastIndex(isFilled);
  const blank = lines.slice(0, end + 1).findLastIndex((line) => !isFilled(line));
  const above = lines.slice(0, Math.max(0, blank)).filter(isFilled);
  const last = lines.slice(blank + 1, end + 1);
  const text = last.join(' ').replace(/\s+/g, ' ').trim();
  const isOne = text.length < 400 && text.split('@').length === 2 && /\p{Lu}/u.test(text);
  const isCard = last.length > 1 || /\||\d{3}/.test(text);
  const isRequest =
    above.length > 0 && above.length < 4 && above.some((line) => request.test(line));
  return isOne && isCard && isRequest ? [text] : [];
}
