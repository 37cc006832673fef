import { isWithheld } from '../list/not-a-partner.ts';

/** Who called a meeting, in the reports of Teams, Zoom and Webex. */
const roles =
  /^(?:(?:co-?)?organi[sz]er|(?:co-|alternative )?host|presenter|panelist|organisator|presentator|organisateur|organizador|organizzatore)$/iu;
/** What registrations and forms say of whoever does not come, or may not. */
const states =
  /^(?:cancell?ed(?: by .+)?|declined|denied|rejected|withdrawn|no[- ]show|left|inactive|blocked|disabled|unsubscribed|bounced|geannuleerd|afgewezen|geweigerd|ingetrokken|vertrokken|inactief|geblokkeerd|abgelehnt|storniert|inaktiv|gesperrt|annul[ée]|refus[ée]|inactif)[.!]?$/iu;
/** Headings that ask whether somebody is meant. */
const asks =
  /invit|uitnod|einlad|\bsend|include|approv|active\b|actief|aktiv|enabled|\bwanted|allowed|consent|opt-?in|attend|accept|confirm|goedgekeurd|akkoord|meenemen|deelnem|access\b|toegang/iu;
const no = /^(?:no|n|nee|nein|non|false|onwaar|falsch|faux|0|not yet|nog niet|☐|✗|✘)[.!]?$/iu;

/** Whether a cell of a column that the reader does not read may say that the row's person is not to be invited. */
export function isMarked(heading: string, cell: string): boolean {
  const text = cell.trim();
  if (text === '' || text.length > 200) return false;
  if (roles.test(text) || states.test(text) || isWithheld(text)) return true;
  return no.test(text) && asks.test(heading);
}
