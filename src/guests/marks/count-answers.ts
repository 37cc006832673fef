import { readYesNo } from '../list/cell-values.ts';
import { addressSays } from '../names/address-says.ts';

/** How often a column says yes, no, nothing and something else, and how many of its answers may be initials. */
export type Answers = { yes: number; no: number; blank: number; others: number; initials: number };

/** No answer has been counted. */
export const noAnswers: Answers = { yes: 0, no: 0, blank: 0, others: 0, initials: 0 };

/** In characters, of a word for yes or no. */
const longest = 10;
const mostKnown = 100;

type Said = ReturnType<typeof readYesNo>;

/** Counts the cells of one column after the other. It remembers the few words that a list repeats. */
export function startAnswers(): (answers: Answers, cell: string, address: string) => void {
  const known = new Map<string, Said>();
  const read = (cell: string): Said => {
    if (cell === '' || cell.length > longest) return cell === '' ? undefined : 'malformed';
    if (known.has(cell)) return known.get(cell);
    const said = readYesNo(cell);
    if (known.size < mostKnown) known.set(cell, said);
    return said;
  };
  return (answers, cell, address) => {
    const said = read(cell);
    if (said === undefined) answers.blank += 1;
    else if (said === true) answers.yes += 1;
    else if (said === false) answers.no += 1;
    else answers.others += 1;
    if (isInitial(cell, address)) answers.initials += 1;
  };
}

/** `J` beside `jane@x.example` or `max.j.power@x.example`. */
const isInitial = (cell: string, address: string): boolean =>
  cell.length === 1 &&
  /\p{Lu}/u.test(cell) &&
  (address.charAt(0).toUpperCase() === cell || addressSays(address, cell, { how: 'whole' }));

/** Yes for some, and no for others. */
export const isBoth = (answers: Answers): boolean =>
  answers.yes > 0 && answers.no > 0 && !areInitials(answers);

/** `x` for some, and nothing at all for others. */
export const isTicked = (answers: Answers): boolean =>
  answers.yes > 0 &&
  answers.blank > 0 &&
  answers.no + answers.others === 0 &&
  !areInitials(answers);

/** One letter that is the initial too may be an answer all the same. */
const areInitials = ({ yes, no, initials }: Answers): boolean =>
  yes + no > 1 && initials === yes + no;
