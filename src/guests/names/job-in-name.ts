import { formAt } from './address-forms.ts';
import { addressSays } from './address-says.ts';
import { isCapitalWord } from './capital-word.ts';
import { isGivenName } from './given-names.ts';
import { isKind, isLink, type JobWord, jobWord, leadsTo } from './job-words.ts';
import { isParticle } from './particles.ts';

/** Words of a name that say what somebody does. `isSure`: they are no part of the name. */
export type Job = { count: number; isSure: boolean };

const capital = /^[\p{Lu}\p{Lt}\p{Lo}]/u;

type Run = { at: number; end: number; heads: readonly JobWord[] };
type From = { from: number; isAhead: boolean };

/** The words that begin at `from` and are one job: `Head of Sales`, `Senior Key Account Manager`, `Leiter IT`. */
function runAt(words: readonly string[], { from, isAhead }: From): Run | undefined {
  let run: Run = { at: from, end: from, heads: [] };
  for (;;) {
    const next = lengthen(words, run, { from, isAhead });
    if (next === undefined) break;
    run = next;
  }
  return run.heads.length === 0 ? undefined : run;
}

function lengthen(words: readonly string[], run: Run, { from, isAhead }: From): Run | undefined {
  const { at, heads, end } = run;
  const word = words[at] ?? '';
  // `Director Art Vandelay`: the word begins the name.
  if (isAhead && heads.length > 0 && leavesFew(words, at)) return undefined;
  const how = jobWord(word);
  if (how !== undefined) return { at: at + 1, end: at + 1, heads: [...heads, how] };
  if (isKind(word)) return { ...run, at: at + 1, end: heads.length > 0 ? at + 1 : end };
  return at === from ? undefined : linked(words, run);
}

/** The job with what one or two links join to it. */
function linked(words: readonly string[], run: Run): Run | undefined {
  const next = behindLink(words, run.at, run.heads.length > 0);
  if (next === undefined) return undefined;
  return isPart(words[next]) ? { ...run, at: next } : { ...run, at: next + 1, end: next + 1 };
}

const isPart = (word = ''): boolean => jobWord(word) !== undefined || isKind(word);

/** True when a word in small letters but its first is one of the last two: a name needs it. */
const leavesFew = (words: readonly string[], at: number): boolean =>
  words.length - at - 1 < 2 && /\p{Ll}/u.test(words[at] ?? '');

/** The index of the word that one or two links at `at` join to the job. */
function behindLink(words: readonly string[], at: number, hasHead: boolean): number | undefined {
  let next = at;
  while (next < at + 2 && isLink(words[next] ?? '')) next += 1;
  if (next === at || next >= words.length) return undefined;
  if (isPart(words[next])) return next;
  return hasHead && leadsTo(words[at] ?? '') ? next : undefined;
}

/** True when these words of a name are a job, or more than one word: `Sales Director`, `Team Lead`. */
const isTitle = (job: readonly string[], heads: readonly JobWord[]): boolean =>
  job.length > 1 || heads.some(isSurely);

const isSurely = (how: JobWord): boolean => how === 'only' || how === 'surely';

/**
 * True when a job is surely no part of a name. One word may be her family: it is none where the other words are a whole
 * name. So may `Field Guest` be.
 */
function isBeside(job: readonly string[], heads: readonly JobWord[], rest: readonly string[]) {
  const isLinked = heads.length === 1 && job.some(isLink);
  const isPhrase = job.length > 1 && (isLinked || heads.some(isSurely));
  const isSmall = heads.includes('surely') && job.every(isInSmall) && !rest.some(isInSmall);
  const isNoFamily = isPhrase || isSmall || heads.includes('only');
  return isNoFamily || (isTitle(job, heads) && isWholeName(rest));
}

const isInSmall = (word: string): boolean => /^\p{Ll}/u.test(word) && !isParticle(word);

/** True for a given name that many people have, and a family. */
function isWholeName(words: readonly string[]): boolean {
  const names = words.filter(
    (word, at) => !isParticle(word) && !/\.$/.test(word) && formAt(words, at) === undefined,
  );
  return words.some(isGivenName) && names.some((word) => !isGivenName(word.replace(/,$/, '')));
}

/** The job before a name: `CEO Jane Doe`. A word that is perhaps one counts before a whole name. */
export function jobAhead(words: readonly string[], from: number, address: string): Job | undefined {
  const run = isPart(words[from]) ? runAt(words, { from, isAhead: true }) : undefined;
  if (run === undefined) return undefined;
  const [job, rest] = [words.slice(from, run.end), words.slice(run.end)];
  const count = job.length;
  const isOne = !isTitle(job, run.heads);
  // `Partner, Anna`: most names that begin with such a word end here.
  if (isOne && (rest.length < 2 || isTurned(job, rest))) return undefined;
  if (!mayBeName(rest, words, address)) return undefined;
  const isOwn = job.some((word) => isSaid(address, word));
  if (isOne) return isOwn ? undefined : { count, isSure: false };
  const isHers = isOwn && rest.some((word) => isSaid(address, word));
  return isHers ? undefined : { count, isSure: isBeside(job, run.heads, rest) };
}

/** `Richter, Hans Peter` and `Richter Hans` begin with the family. */
const isTurned = (job: readonly string[], rest: readonly string[]): boolean =>
  (job.length === 1 && job[0]?.endsWith(',') === true) ||
  (!isGivenName(rest[0] ?? '') && isGivenName(rest.at(-1) ?? ''));

/** `Manager Tools <info@managertools.example>`. */
const isFirmOf = (address: string, words: readonly string[]): boolean =>
  addressSays(address, words.join(' '), { how: 'within', where: 'firm too', words: 'joined' });

/** `Project Manager at Fabrikam` names nobody. */
const mayBeName = (rest: readonly string[], words: readonly string[], address: string): boolean =>
  (isCapitalWord(rest[0] ?? '') || isParticle(rest[0] ?? '')) &&
  rest.some((word) => capital.test(word)) &&
  !rest.every(isPart) &&
  !isFirmOf(address, words);

/**
 * The job behind a name: `Jane Doe Sales Manager`. Behind a particle it is a family: `Jan de Gast`. So is a word that
 * is perhaps a job behind given names only: `Emily Rose Guest`.
 */
export function jobBehind(words: readonly string[], address: string): Job | undefined {
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !isPart(last) || isSaid(address, last)) return undefined;
  const runs = words.map((_, from) =>
    from === 0 ? undefined : runAt(words, { from, isAhead: false }),
  );
  const from = runs.findIndex((run) => run?.end === words.length);
  const heads = runs[from]?.heads;
  const [before, job] = [words.slice(0, from), words.slice(from)];
  if (heads === undefined || isParticle(before.at(-1) ?? '') || isInitials(words, address))
    return undefined;
  const isFamily = before.length < 2 || before.every(isGivenName);
  if (isFamily && job.length === 1 && heads[0] === 'perhaps') return undefined;
  return { count: job.length, isSure: isBeside(job, heads, before) };
}

/** True when a text is a job and nothing else: `Head of Sales`. */
export function isJobTitle(text: string): boolean {
  if (text.length > 80) return false;
  return areJobTitle(text.split(/[\s/]+/).filter((word) => word !== '' && word !== '&'));
}

/** The same for words without `/` and `&`. A word that is no part of a job ends one only behind a link. */
export function areJobTitle(words: readonly string[]): boolean {
  if (!isPart(words[0]) || (!isPart(words.at(-1)) && !words.some(isLink))) return false;
  const run = runAt(words, { from: 0, isAhead: false });
  return run?.end === words.length && isTitle(words, run.heads);
}

/** Where somebody does it: `Project Manager at Fabrikam`. */
const somewhere = /\s(?:of|at|van|bij|von|bei|de|du|chez|@)\s.*$/iu;
const mostWords = 5;

/**
 * True when words beside a name are what somebody does, with words that nobody foresees: `Widgets Manager at Fabrikam`.
 * A given name before the job makes it a name: `Jane Manager`.
 */
export function isJob(text: string): boolean {
  if (text.length > 60) return false;
  if (isJobTitle(text)) return true;
  const words = text.replace(somewhere, '').split(/\s+/);
  const ahead = words.slice(0, -1);
  const isPhrase = ahead.length > 0 && words.length <= mostWords && !ahead.some(isGivenName);
  if (!isPhrase) return isJobTitle(words.join(' '));
  const last = words.at(-1) ?? '';
  // `Ravi Richter` is a person.
  const how = jobWord(last);
  return (how !== undefined && isSurely(how)) || /^(?:engineer|lead)$/i.test(last);
}

/** The same behind a comma. Behind a whole name one word is a job, though some families have its name. */
export function isJobOf(name: string, behind: string): boolean {
  const words = name.split(/\s+/);
  if (words.length < 2) return false;
  const isFull = isGivenName(words[0] ?? '') && !isGivenName(words.at(-1) ?? '');
  return isJob(behind) || (isFull && jobWord(behind) !== undefined);
}

/** True for a job, and for a part of a firm too: `Sales`. Beside a name such a text is no person. */
export const saysJob = (text: string): boolean =>
  isJobTitle(text) || (text.length < 40 && text.split(' ').every(isKind));

const isSaid = (address: string, word: string): boolean =>
  word.length > 2 && addressSays(address, word, { how: 'within' });

/** `Bob Manager <bm@y.example>`. */
const isInitials = (words: readonly string[], address: string): boolean =>
  address.slice(0, Math.max(0, address.indexOf('@'))).toLowerCase() ===
  words.map((word) => word.charAt(0).toLowerCase()).join('');
