import type { Column } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { findAddresses } from '../text/find-addresses.ts';
import {
  bothTitles,
  cellAt,
  filledCells,
  hasAddresses,
  type Rows,
  share,
  titleOf,
  unread,
} from './column-evidence.ts';

const isMail = (heading: string) =>
  /e-?mail|\bmail\b|smtp|e-?post|correo|courriel|messagerie|sähköposti|почт|メール|邮|郵|이메일/i.test(
    heading,
  );
/** True for a heading of the first of several addresses of one person. */
const isFirst = (heading: string) =>
  isMail(heading) && /(?:^|\D)1(?:\D|$)|primary|principal|hoofd|haupt|main\b/i.test(heading);
/** True for a heading of a further address of the same person, or of somebody else's. */
const isOther = (heading: string) =>
  /(?:^|\D)[2-9](?:\D|$)|second|segund|deuxi|altern|otro|autre|altro|extra|other|backup|recovery|previous|old\b|manager|owner|organi[sz]er|sponsor|\bcc\b|assist|supervisor|creat|modif|send|from|additional|authenticat|buyer|purchas|billing|invoice|payer|zweit|tweede|host\b|agent|approv|assign|opened|report|responsib|reviewer|watch|copy|kopie|notif|responsable|\bjefe|\bchef|\bcapo\b|gastgeber|gastheer|anfitri|gestor|przełożon|opiekun|ansvarig|esihenk/i.test(
    heading,
  );
/** A person's own address: further than a plain one. Beside one of work either may be meant. */
const isPrivate = (heading: string) => /private|personal/i.test(heading);

/** Headings of other people's addresses: not the partners', though the names beside may be theirs. */
const ofSomebodyElse =
  /manager|owner|eigenaar|sponsor|organi[sz]|\bhost\b|approv|goedkeur|creat|modif|assistant|supervisor|leidinggevende|vorgesetz|submit|\bparent\b|assign|opened|agent\b|reviewer|responsable|\bjefe|\bchef|\bcapo\b|gastgeber|gastheer|anfitri|gestor|przełożon|opiekun|ansvarig|esihenk/i;
/**
 * The person who asks for access may be a partner, or a colleague who asks for one: then another column is the
 * partner's.
 */
const ofAsker = /request|aanvrag|antragstell|demandeur|solicitante/i;
const ofPartner = /guest|invitee|partner|gast|deelnemer|teilnehmer|attendee|participant|visitor/i;

function isElses(header: readonly string[], index: number): boolean {
  const heading = header[index] ?? '';
  if (ofSomebodyElse.test(heading)) return !ofPartner.test(heading);
  return ofAsker.test(heading) && header.some((each) => ofPartner.test(each));
}

export type AddressChoice = {
  place: number;
  /** True when the cells decided, not a heading that the reader knows. */
  byCells: boolean;
};

/**
 * Chooses the column of addresses. `left`: columns that something else has decided against. Throws ListRefused when
 * none or more than one may be meant.
 */
export function chooseAddresses(
  header: readonly string[],
  columns: readonly Column[],
  { rows, left }: { rows: Rows; left: ReadonlySet<number> },
): AddressChoice {
  const place = columns.indexOf('address');
  if (place < 0) return byCells(header, rows);
  const rivals = header.flatMap((_, index) =>
    unread(columns[index]) && !left.has(index) && isRival(header, rows, { index, place })
      ? [index]
      : [],
  );
  const [rival, ...others] = rivals;
  if (rival === undefined) return { place, byCells: false };
  // An online form that asks for the address writes only "anonymous" into its own column.
  const isVoid = filledCells(rows, place).every(
    (cell) => findAddresses(cell).addresses.length === 0,
  );
  if (isVoid && others.length === 0) return { place: rival, byCells: true };
  throw twoColumns(header, rival, place);
}

type Places = { index: number; place: number };

/** True for another possible column: its heading says mail, and half of its rows have other addresses. */
function isRival(header: readonly string[], rows: Rows, { index, place }: Places): boolean {
  const heading = header[index] ?? '';
  if (!isMail(heading) || isOther(heading) || isPrivate(heading)) return false;
  if (!hasAddresses(rows, index)) return false;
  const others = rows.filter((row) => {
    const found = findAddresses(cellAt(row, index)).addresses.map((each) => each.toLowerCase());
    const own = findAddresses(cellAt(row, place)).addresses.map((each) => each.toLowerCase());
    return found.length > 0 && !found.some((each) => own.includes(each));
  });
  return share(others.length, rows.length) >= 0.5;
}

/** Chooses the only column with addresses in its cells; of several, the one whose heading says that it is meant. */
function byCells(header: readonly string[], rows: Rows): AddressChoice {
  const places = header.flatMap((_, index) => (hasAddresses(rows, index) ? [index] : []));
  const mailed = places.filter((index) => isMail(header[index] ?? ''));
  const first = mailed.filter((index) => isFirst(header[index] ?? ''));
  const left = mailed.filter((index) => !isOther(header[index] ?? ''));
  for (const found of [places, mailed, first, left]) {
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) continue;
    if (isElses(header, only)) {
      throw new ListRefused('no address column', { nearest: titleOf(header, only) });
    }
    return { place: only, byCells: !isFirst(header[only] ?? '') };
  }
  const [one, two] = left.length > 1 ? left : places;
  if (one === undefined || two === undefined) {
    throw new ListRefused('no address column', { nearest: '' });
  }
  throw twoColumns(header, two, one);
}

function twoColumns(header: readonly string[], index: number, other: number): ListRefused {
  return new ListRefused('two address columns', bothTitles(header, index, other));
}
