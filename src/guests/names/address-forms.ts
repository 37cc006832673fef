import { foldWord } from './fold-word.ts';
import { isGivenName } from './given-names.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s*[,\n]\s*/));

/**
 * Forms of address in the languages of the headings, and of their neighbours. `Dr.`, `Prof.` and `Ir.` are not among
 * them: people keep these in their names.
 */
const surely =
  list(`frau, herr, herrn, fräulein, frl, eheleute, mevrouw, mevr, mw, mejuffrouw, meneer, mijnheer, dhr, de heer, de heren, heer, mr, mrs, ms, mx, messrs, madam, ma'am
professor, madame, mme, mmes, mlle, mademoiselle, monsieur, m et mme, mr et mme, maître, messieurs, professeur, señor, señora, señorita, sr, sra, srta, sres, doña, dña, profesor, profesora
sr don, sra doña, sr d, signor, signora, signore, signorina, sig, sig.ra, sig.na, sig.r, sig.ri, gent.ma, gent.mo, egregio, gentile, spett.le, professore, professoressa
avv, geom, senhor, senhora, fru, fröken, pani, reverend, geachte, geehrte, geehrter, cher, chère, estimado, estimada, distinguido, per pro, microsoft teams, yours truly`);

/** Forms of address that are names too. They count before a whole name of which the address does not say them. */
const perhaps =
  list(`don, sir, lord, lady, dame, miss, pan, father, pastor, judge, major, captain, colonel, doctor, dottore, docteur, doctora, dom, dona, baron, baroness, count, countess
pater, zuster, freule, jonkheer, jkvr, jhr, maestro, maestra, imam, rabbi, sheikh, hr, rev, rag, arch, notar, ra, mej, me`);

/** Of the sure ones, these are families too. */
const families = list(
  `herr, heer, professor, professore, profesor, gentile, cher, reverend, signore, ma\u00eetre, egregio`,
);

/** `isSure`: hardly anybody is called so. */
export type Form = { count: number; isSure: boolean };

/** True for `Herr` before given names only: the family may stand first. */
export const isFormOrFamily = (form: string, rest: readonly string[]): boolean =>
  families.has(form.toLowerCase()) && rest.every(isGivenName);

/** The form of address that begins at `from`. */
export function formAt(words: readonly string[], from: number): Form | undefined {
  return formOf(words[from] ?? '', words[from + 1] ?? '');
}

/** The first words of those that have two: nearly no name begins with one. */
const starts: ReadonlySet<string> = new Set([...surely].map((words) => words.split(' ')[0] ?? ''));

/** The form of address that these two words begin with. */
export function formOf(first: string, second: string): Form | undefined {
  if (second === '') return undefined;
  const small = foldWord(first);
  const isTwo = starts.has(small) && surely.has(`${small} ${foldWord(second)}`);
  if (isTwo) return { count: 2, isSure: true };
  if (surely.has(small)) return { count: 1, isSure: true };
  // `M. Dupont` has an initial; `M. Jean Dupont` may be a gentleman.
  const isMonsieur = first === 'M.' && second.length > 2 && isGivenName(second);
  return isMonsieur || perhaps.has(small) ? { count: 1, isSure: false } : undefined;
}
