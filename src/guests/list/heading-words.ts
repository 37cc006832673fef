import type { Field } from './column-names.ts';

const given =
  /\b(?:first|given|fore|christian|1st)[\s_-]*names?\b|^\W*(?:first|given)\W*$|voorna(?:am|men)\b|roepnaam|vorname|rufname|prénoms?\b|förnamn|fornavn|etunimi|\bnombre de pila\b/i;
const family =
  /\b(?:last|family|sur|2nd)[\s_-]*names?\b|^\W*(?:last|family)\W*$|achternaam|familienaam|nachname|familienname|\bapellidos?\b|\bcognome\b|\bsobrenome\b|efternamn|efternavn|etternavn|sukunimi|nazwisko|\bnom de famille\b/i;
const longestHeading = 500;
/** Names of somebody or something else, or names that nobody is called by. */
const ofOthers =
  /manager|supervisor|owner|compan|organi[sz]|employer|emergency|spouse|parent|mother|father|maiden|birth|buyer|purchas|billing|invoice|assist|sponsor|host|\breferr|creat|modif|request|submit|phonetic|kana|middle|second|leidinggevende|vorgesetzt|responsable|meisjes|geburts|geboorte|m[äa]dchen|panie[nń]sk|soltera|solteira|nubile|jeune fille|naissance|nascita|nacimiento|nascimento|flicknamn|pi[kg]enavn|ugift|tytt[öo]|rodn[ée]|rozen|\bjefe|\bgestor|\bchef\b|entreprise|aanvrager|verzoeker|bezoeker van|ansprechpartner|demandeur|solicitant|richiedente|przełożon|hotel|\bsales\b|opiekun/i;

/** Whether a heading speaks of the name of something or somebody else, or of one that nobody is called by. */
export const isOfOthers = (heading: string): boolean =>
  heading.length > longestHeading || ofOthers.test(heading);

/**
 * The part of a name that a longer heading speaks of (`Your first name`, `Legal Last Name`), or both. Undefined where
 * it speaks of none, or of somebody else's.
 */
export function namePartIn(heading: string): Field | undefined {
  if (isOfOthers(heading)) return undefined;
  const [isGiven, isFamily] = [given.test(heading), family.test(heading)];
  if (isGiven && isFamily) return 'name';
  return isGiven ? 'given' : isFamily ? 'family' : undefined;
}
