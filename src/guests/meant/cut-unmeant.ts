import { endsMessage } from '../sentence/word-lists.ts';
import { mayBeSignature } from './farewell-words.ts';
import { readLabel } from './line-label.ts';
import { namesSomebody } from './names-somebody.ts';
import { quotedHead } from './quoted-heads.ts';
import { type SortedLines, type SortRule, sortLines } from './sort-lines.ts';

/** `body`: what speaks of partners, on its own lines. `left`: what does not. `doubts`: who may not be meant. */
export type Meant = { body: string; left: string[]; doubts: string[] };

/** A signature has at most so many addresses. Text with more is part of a list. */
const mostInSignature = 3;
/** Mails that somebody answered again and again. */
const mostHeads = 20;
const linesOfHead = 6;
/** What `plainText` and `htmlText` make of text that somebody struck through. */
const struck = /\(\u2717 ([^()\n]{0,2000})\)/g;

/**
 * Takes from a message what does not speak of partners: the heads of quoted mails, the signature and the mail below it,
 * lines and sections whose label names somebody else or takes somebody back, and text that was struck through.
 */
export function cutUnmeant(text: string, rule: SortRule): Meant {
  const before: string[] = [];
  const lines = cutHeads(cutStruck(text, before).split('\n'), before);
  const { kept, after } = cutEnd(lines);
  const sorted = sortLines(kept, rule);
  const tried = unlessNobody(kept, sorted);
  const left = [...before, ...tried.left, after];
  return {
    body: tried.body.join('\n'),
    left: left.map((each) => each.replace(/\s+/g, ' ').trim()).filter(Boolean),
    doubts: [...tried.doubts, ...tickedApart(tried.body), ...perhapsSigned(tried.body)],
  };
}

function cutStruck(text: string, left: string[]): string {
  return text.replace(struck, (whole, inner: string) => {
    if (!namesSomebody(inner)) return whole;
    left.push(`\u2717 ${inner.trim()}`);
    return ' ';
  });
}

const sender = /^(?:from|van|von|de|da|fra|från|sender|afzender|absender)\s*[:\uff1a]/i;
/** The other lines of a mail's head, and the line above it. */
const headLine =
  /^(?:(?:sent|verzonden|gesendet|envoyé|date|datum|subject|onderwerp|betreff|objet)\s*[:\uff1a]|-{2,}[^@]*-{2,}\s*$|begin forwarded message)/i;

/** Cuts the heads of mails that somebody pasted, as long as nobody is named before them. */
function cutHeads(lines: readonly string[], left: string[]): readonly string[] {
  let rest = lines;
  for (let times = 0; times < mostHeads; times += 1) {
    const at = rest.findIndex((line, index) => namesSomebody(line) || quotedHead(rest, index));
    const quoted = at < 0 ? undefined : quotedHead(rest, at);
    const line = rest[at]?.trim() ?? '';
    if (quoted !== undefined) {
      left.push(quoted.text);
      const blank = Array.from({ length: quoted.used }, () => '').with(-1, quoted.rest);
      rest = [...rest.slice(0, at), ...blank, ...rest.slice(at + quoted.used)];
    } else if (sender.test(line) && rest.slice(at + 1).some((each) => namesSomebody(each))) {
      left.push(line);
      rest = cutHeadLines(rest.with(at, ''), at, left);
    } else {
      break;
    }
  }
  return rest;
}

/** Cuts the other lines of the head around the sender's. */
function cutHeadLines(lines: readonly string[], at: number, left: string[]): readonly string[] {
  return lines.map((line, index) => {
    if (Math.abs(index - at) > linesOfHead || !headLine.test(line.trim())) return line;
    left.push(line.trim());
    return '';
  });
}

function cutEnd(lines: readonly string[]): { kept: readonly string[]; after: string } {
  const first = lines.findIndex((line) => namesSomebody(line));
  // Where the first address stands in a quoted mail, its next lines do so too.
  const isQuoted = isQuote(lines[first] ?? '');
  const isEnd = (line: string, at: number) => {
    if (at <= first || (isQuoted && isQuote(line) && !endsMessage(line.replace(/^[>\s]+/, ''))))
      return false;
    return endsMessage(line) || quotedHead(lines, at) !== undefined;
  };
  const cut = first < 0 ? -1 : lines.findIndex(isEnd);
  if (cut < 0) return { kept: lines, after: '' };
  const after = lines.slice(cut).join('\n');
  const isMail =
    /^\s*(?:>|-|from|van|von|de\b)/i.test(after) || quotedHead(lines, cut) !== undefined;
  if (after.split('@').length - 1 > mostInSignature && !isMail) return { kept: lines, after: '' };
  return { kept: lines.slice(0, cut), after };
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

const ticked = /^\s*(?:[-*+]\s+)?(?:\[[xX]\]|[\u2611\u2705\u2713\u2714])\s/u;
const unticked = /^\s*(?:[-*+]\s+)?(?:\[ ?\]|\u2610)\s/u;

/** Where some are ticked and others are not, nobody but the writer knows which are meant. */
function tickedApart(lines: readonly string[]): string[] {
  const marked = (mark: RegExp) => lines.filter((line) => namesSomebody(line) && mark.test(line));
  const off = marked(unticked);
  return off.length > 0 && marked(ticked).length > 0 ? off.map((line) => line.trim()) : [];
}

/** Lines below the first address that may be a signature: a farewell and a name without a mark between them. */
function perhapsSigned(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => namesSomebody(line));
  return lines.filter((line, at) => at > first && mayBeSignature(line)).map((line) => line.trim());
}
