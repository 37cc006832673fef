import { readEndDate, unclearDay, wrongWeekday } from '../ending/end-date.ts';
import type { PartnerFields } from '../list/partner-row.ts';
import { readAddressCell } from '../list/read-address-cell.ts';
import { myApplications } from '../project/landing.ts';
import type { Project } from '../project/project.ts';
import type { Reason } from '../reason.ts';
import { readAddress } from '../text/address.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { type DayOrder, readDay } from '../text/read-day.ts';

/** The value of one field, or its faults. */
export type Read<T> = { value?: T; problems: readonly Reason[] };
/** A field without a fault. */
export const right = <T>(value: T): Read<T> => ({ value, problems: [] });
/** A field with one fault and no value. */
export const wrong = (code: Reason['code'], values: Reason['values'] = {}) => ({
  problems: [{ code, values }],
});

/**
 * Where the mail leads: to the project's address, or to `landing` if the project names none. A row may name another
 * page on that host, or Microsoft's page of applications. A list must not make the mail lead anywhere else.
 */
export function readRedirect(
  { redirectUrl }: PartnerFields,
  project: Project | undefined,
  landing: string | undefined,
): Read<string> {
  const own = project?.invitation.redirectUrl ?? landing;
  if (redirectUrl === undefined) return own === undefined ? { problems: [] } : right(own);
  const url = URL.parse(redirectUrl);
  const isPlainHttps = url?.protocol === 'https:' && url.username === '' && url.password === '';
  if (!isPlainHttps) return wrong('redirect malformed', { url: redirectUrl });
  const allowed = [...myApplications, URL.parse(own ?? '')?.host];
  if (project === undefined || allowed.includes(url.host)) return right(url.href);
  return wrong('redirect host', { host: url.host, project: project.name });
}

/** Reads the address that gets a copy of the mail. Graph takes only one. */
export function readCc({ cc, line }: PartnerFields): Read<string> {
  if (cc === undefined) return { problems: [] };
  const { addresses } = findAddresses(cc);
  if (addresses.length > 1) return wrong('more than one cc', { line });
  const said = cc.split(/[\s,;]+/).filter(Boolean);
  const [only = cc] = addresses;
  if (addresses.length === 0 && said.length > 1) return wrong('more than one cc', { line });
  const read = readAddress(only);
  // `max@x.example (old)`: words beside the address may say that it is not meant.
  const isDoubtful = addresses.length === 1 && readAddressCell(cc, false).problem !== undefined;
  if (isDoubtful) return wrong('cc malformed', { address: cc });
  return read.ok ? right(read.address) : wrong('cc malformed', { address: cc });
}

/** Reads a last day with access as YYYY-MM-DD. `order`: what the list writes first in its dates. */
export function readUntil(said: string | undefined, today: string, order?: DayOrder): Read<string> {
  if (said === undefined) return { problems: [] };
  const day = readDay(said, order, today);
  if (typeof day === 'object' && day.misfits) return { problems: [wrongWeekday(said, day.day)] };
  if (day === 'unclear') return { problems: [unclearDay(said)] };
  const read = readEndDate(day === 'malformed' ? said : day.day, today);
  if (read.ok) return right(read.day);
  const { code, values } = read.reason;
  // `31.02.2027`: the list has it in its own way of writing.
  return code === 'until malformed'
    ? wrong(code, { ...values, value: said })
    : { problems: [read.reason] };
}
