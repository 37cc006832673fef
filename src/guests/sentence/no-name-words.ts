import { addressSays } from '../names/address-says.ts';
import { isAheadWord } from '../names/ahead-of-name.ts';
import { isJob } from '../names/job-in-name.ts';
import { bareWord, months, weekdays } from '../text/month-names.ts';
import { courtesies, labels, negations, warnings } from './word-lists.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** They are polite words, months or days, and names as well. */
const names = list(
  'will may dia bom april march marco august augustus augusto julio junio mayo domenica domingo hen',
);
/** Marks of a request, of a list and of jobs: somebody writes them before an address with a capital. */
const marks = list(
  `only alleen nur seulement just slechts as also urgent spoed dringend eilig tbd todo fyi nb ps re change wijziging
  update correction correctie add remove eraf erbij done klaar gedaan pending open next volgende then first last eerst
  external externe extern internal interne intern vip vp svp evp hr pm po qa it ict sales finance marketing legal
  director directeur manager consultant engineer developer ontwikkelaar founder owner eigenaar boss chef baas
  tomorrow morgen today vandaag heute demain yesterday gisteren monday-friday`
    .replace(/\s+/g, ' ')
    .trim(),
);
const officer = /^C[A-Z]O$/;

/**
 * True when one word beside an address is nobody's name, unless the address says it: a day, a month, a command, a
 * label, a polite word, a job. The caller says that it did not use the word.
 */
export function isNoNameWord(text: string, address: string): boolean {
  if (/\s/.test(text) || addressSays(address, text, { how: 'within' })) return false;
  const word = text.toLowerCase();
  if (names.has(word)) return false;
  if (officer.test(text) || isJob(text) || isAheadWord(word)) return true;
  const bare = bareWord(text);
  const isDay = bare.length > 4 && (weekdays.has(bare) || months.has(bare));
  return isDay || [courtesies, labels, negations, warnings, marks].some((each) => each.has(word));
}

/** `Jane Doe, PhD, jane@x.example`. */
export const isDegree =
  /^(?:Ph\.?D|[BM]\.?Sc|[BM]A|MBA|LL\.?[BM]|MD|CPA|RA|CISSP|PMP|[JS]r|I{2,3})\.?$/;

/**
 * Words of a request in Japanese, Chinese or Korean, which stand around an address without spaces: no name has them.
 */
const easternTalk =
  /^(?:[をにはがのとも、。※]|[을를은는](?:\s|$))|ください|下さい|お願い|招待|以下の|です|ます|邀请|邀請|加入|添加|^请|^請|초대|주세요|합니다|제외/u;
export const isEasternTalk = (text: string): boolean => easternTalk.test(text);
