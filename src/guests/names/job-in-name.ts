import { addressSays } from './address-says.ts';
import { isCapitalWord } from './capital-word.ts';
import { isGivenName } from './given-names.ts';
import { isKind, isLink, jobWord, leadsTo } from './job-words.ts';
import { isParticle } from './particles.ts';

/** Words of a name that say what somebody does. `isSure`: hardly anybody is called so. */
export type Job = { count: number; isSure: boolean };

const capital = /^[\p{Lu}\p{Lt}\p{Lo}]/u;

type Run = { at: number; end: number; heads: number; isSure: boolean };
type From = { from: number; isAhead: boolean };

/** The words that begin at `from` and are one job: `Head of Sales`, `Senior Key Account Manager`, `Leiter IT`. */
function jobAt(words: readonly string[], { from, isAhead }: From): Job | undefined {
  let run: Run = { at: from, end: from, heads: 0, isSure: false };
  for (;;) {
    const next = lengthen(words, run, { from, isAhead });
    if (next === undefined) break;
    run = next;
  }
  const count = run.end - from;
  return run.heads === 0 ? undefined : { count, isSure: run.isSure || count > 1 };
}

function lengthen(words: readonly string[], run: Run, { from, isAhead }: From): Run | undefined {
  const { at, heads, end } = run;
  const word = words[at] ?? '';
  // `Director Art Vandelay`: the word begins the name.
  if (isAhead && heads > 0 && leavesFew(words, at)) return undefined;
  const how = jobWord(word);
  if (how !== undefined) {
    return { at: at + 1, end: at + 1, heads: heads + 1, isSure: run.isSure || how === 'surely' };
  }
  if (isKind(word)) return { ...run, at: at + 1, end: heads > 0 ? at + 1 : end };
  return at === from ? undefined : linked(words, run);
}

/** The job with what one or two links join to it. */
function linked(words: readonly string[], run: Run): Run | undefined {
  const next = behindLink(words, run.at, run.heads > 0);
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

/**
 * The job before a name: `CEO Jane Doe`. A word that is perhaps one counts before a whole name of which the address
 * does not say it.
 */
export function jobAhead(words: readonly string[], from: number, address: string): Job | undefined {
  const job = isPart(words[from]) ? jobAt(words, { from, isAhead: true }) : undefined;
  if (job === undefined) return undefined;
  const rest = words.slice(from + job.count);
  const isOwn = words.slice(from, from + job.count).some((word) => isSaid(address, word));
  if (!mayBeName(rest, words, address)) return undefined;
  if (job.isSure) return isOwn && rest.some((word) => isSaid(address, word)) ? undefined : job;
  const isTurned = !isGivenName(rest[0] ?? '') && isGivenName(rest.at(-1) ?? '');
  return !isOwn && rest.length > 1 && !isTurned ? job : undefined;
}

/** `Manager Tools <info@managertools.example>`. */
const isFirmOf = (address: string, words: readonly string[]): boolean =>
  addressSays(address, words.join(' '), { how: 'within', where: 'firm too', words: 'joined' });

/** `Project Manager at Fabrikam` names nobody. */
const mayBeName = (rest: readonly string[], words: readonly string[], address: string): boolean =>
  !isFirmOf(address, words) &&
  (isCapitalWord(rest[0] ?? '') || isParticle(rest[0] ?? '')) &&
  rest.some((word) => capital.test(word)) &&
  !rest.every(isPart);

/**
 * The job behind a name: `Jane Doe Sales Manager`. Behind a particle it is a family: `Jan de Gast`. So is a word that
 * is perhaps a job behind given names only: `Emily Rose Guest`.
 */
export function jobBehind(words: readonly string[], address: string): Job | undefined {
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !isPart(last) || isSaid(address, last)) return undefined;
  const jobs = words.map((_, at) =>
    at === 0 ? undefined : jobAt(words, { from: at, isAhead: false }),
  );
  const from = jobs.findIndex((job, at) => job !== undefined && at + job.count === words.length);
  const job = jobs[from];
  const before = words.slice(0, from);
  if (job === undefined || isParticle(before.at(-1) ?? '') || isInitials(words, address))
    return undefined;
  const isFamily = before.length < 2 || before.every(isGivenName);
  return job.isSure || !isFamily ? job : undefined;
}

/** True when a text is a job and nothing else: `Head of Sales`. */
export function isJobTitle(text: string): boolean {
  if (text.length > 80) return false;
  const words = text.split(/[\s/]+/).filter((word) => word !== '' && word !== '&');
  const job = isPart(words[0]) ? jobAt(words, { from: 0, isAhead: false }) : undefined;
  return job?.isSure === true && job.count === words.length;
}

/** The same, and true for a part of a firm too: `Sales`. Beside a name such a text is no person. */
export const saysJob = (text: string): boolean =>
  isJobTitle(text) || (text.length < 40 && text.split(' ').every(isKind));

const isSaid = (address: string, word: string): boolean =>
  word.length > 2 && addressSays(address, word, { how: 'within' });

/** `Bob Manager <bm@y.example>`. */
const isInitials = (words: readonly string[], address: string): boolean =>
  address.slice(0, Math.max(0, address.indexOf('@'))).toLowerCase() ===
  words.map((word) => word.charAt(0).toLowerCase()).join('');
