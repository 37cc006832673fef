import { isOfNames } from '../names/particles.ts';
import type { Draft } from './draft.ts';
import type { Gap } from './give-words.ts';
import { isPolite, taken } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';
import {
  articles,
  clauseOf,
  connectors,
  labels,
  mayNameProject,
  projectNouns,
} from './word-lists.ts';

/** `from`, `to`: the first and the last partner of the sentence, by index. `text`: the whole sentence. */
export type UnsureSentence = { from: number; to: number; text: string };

type Sentence = { drafts: number[]; words: string[]; unsure: boolean };

/**
 * Finds the sentences of two addresses or more with words that the reader does not understand: only the writer knows
 * which of them are meant, so the note asks about all (`Max sent me these: jane@x.example`).
 */
export function unsureSentences(
  gaps: readonly Gap[],
  drafts: readonly Draft[],
): readonly UnsureSentence[] {
  const found: Sentence[] = [{ drafts: [], words: [], unsure: false }];
  for (const [index, gap] of gaps.entries()) {
    const [previous, next] = [drafts[index - 1], drafts[index]];
    readGap(found, gap, { previous, next });
    const open = found.at(-1);
    if (next === undefined || open === undefined) continue;
    open.drafts.push(index);
    open.words.push(next.address);
  }
  return found.filter(({ unsure, drafts }) => unsure && drafts.length > 1).map(summed);
}

type Beside = { previous: Draft | undefined; next: Draft | undefined };

/** Adds the words of a gap to the open sentence, and opens another one behind each end. */
function readGap(found: Sentence[], gap: Gap, { previous, next }: Beside): void {
  const names = namesBeside([previous, next]);
  let last = '';
  for (const [at, token] of gap.rest.entries()) {
    if (ends(token, last)) found.push({ drafts: [], words: [], unsure: false });
    const open = found.at(-1);
    last = token.text;
    if (open === undefined || token.text === taken || token.text === '\n') continue;
    open.words.push(written(token));
    const isBehind = at === 0 && previous !== undefined && next !== undefined;
    open.unsure ||= isUnread(token, isBehind && gap.note === undefined, names);
    open.unsure ||= at === 0 && isAsked(gap, previous, next);
  }
}

const summed = ({ drafts, words }: Sentence): UnsureSentence => ({
  from: drafts[0] ?? 0,
  to: drafts.at(-1) ?? 0,
  text: words
    .join(' ')
    .replace(/ (?=[,:.;])/g, '')
    .replace(/^[.;] /, ''),
});

const written = ({ kind, text }: Token) => (kind === 'note' ? `(${text})` : text);

/** `Max sent me these:` and the lines below it are one sentence. */
const ends = ({ kind, text }: Token, last: string) =>
  kind === 'separator' && (/^[;.]$/.test(text) || (text === '\n' && last !== ':'));

/** Words that may stand behind an address and ask for nothing more. */
const light =
  /^(?:pl[sz]e?|plz|please|too|as well|thanks?|thx|ty|cheers|asap|today|now|graag|alsjeblieft|alstublieft|svp|aub|bedankt|dank|alvast|bitte|danke|gern|gerne|merci|yes|ok|okay|ok\u00e9|oke|ja|oui|yep|prima|confirmed|accepted|attending|going|bevestigd|zugesagt|confirm\u00e9|uit|uitnodigen|uit te nodigen|toevoegen|einladen|hinzuf\u00fcgen|ein|in)$/u;

/** A word in small letters that is no name and no connective. Directly behind an address a verb is one too. */
function isUnread({ kind, text }: Token, isBehind: boolean, names: ReadonlySet<string>): boolean {
  if (kind !== 'word' || !/^\p{Ll}/u.test(text)) return false;
  if (connectors.has(text) || light.test(text) || names.has(text)) return false;
  if (isBehind) return clauseOf(text) === undefined;
  const known = [labels, articles, projectNouns];
  const isClause = clauseOf(text) !== undefined || mayNameProject(text);
  const isKnown = isOfNames(text) || known.some((words) => words.has(text));
  return !isPolite({ kind, text, line: 0 }) && !isClause && !isKnown;
}

/** The words of the names beside a gap. A name may have as many words as a message. */
const namesBeside = (beside: readonly (Draft | undefined)[]): ReadonlySet<string> =>
  new Set(
    beside.flatMap((draft) =>
      (draft?.beside ?? []).flatMap(({ name, skipped }) => [
        ...name.split(/[\s,]+/),
        ...(skipped ?? []),
      ]),
    ),
  );

const asks = /^(?:invite|add|nodig|lade|invitez|invite|ajoutez|invita)$/;

/** `Max, please invite Jane`: the first is spoken to. */
function isAsked({ rest }: Gap, previous: Draft | undefined, next: Draft | undefined): boolean {
  if (previous === undefined || next === undefined) return false;
  const [first] = rest;
  const words = rest.slice(rest.findLastIndex(({ kind }) => kind === 'separator') + 1);
  const isJoined = rest.some(({ text }) => connectors.has(text));
  return first?.text === ',' && !isJoined && words.some(({ text }) => asks.test(text));
}
