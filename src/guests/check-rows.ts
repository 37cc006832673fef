import { Temporal } from 'temporal-polyfill';
import { type Address, readAddress } from './address.ts';
import { readLanguage } from './language.ts';
import { mixesScripts, shownDomain } from './look-alike.ts';
import { nearest } from './nearest.ts';
import type { PartnerRow } from './partner-row.ts';
import type { Access, Project } from './project.ts';
import { findProject } from './project-file.ts';
import type { Reason } from './reason.ts';
import { resolveAccess } from './row-access.ts';

export type CheckContext = {
  projects: readonly Project[];
  /** The tenant's verified domains, as A-labels in lower case. */
  ownDomains: readonly string[];
  /** What the review card says for rows that leave it open. */
  chosen: { project?: string; language?: string; sendMail?: boolean };
  /** YYYY-MM-DD where the requester is. */
  today: string;
  /** Service principal ids by appId, for applications that rows name by appId. */
  appIds?: ReadonlyMap<string, string>;
};

export type CheckedRow = {
  /** Where the row stands in its file. */
  line: number;
  /** Its number in the request, from 1; what approval cards show. */
  row: number;
  partner: PartnerRow;
  address?: string;
  /** The address for people to read. */
  shown?: string;
  domain?: string;
  project?: Project;
  displayName: string;
  language: string;
  redirectUrl?: string;
  sendMail: boolean;
  cc?: string;
  until?: string;
  /** What the project gives and what the row names besides; the team is one of the groups. */
  access: Access;
  problems: readonly Reason[];
  /** Set on a row that is right but needs nothing done, such as a duplicate. */
  skipped?: Reason;
};

const myApplications = ['myapps.microsoft.com', 'myapplications.microsoft.com'];
/** Graph's own default. */
const defaultLanguage = 'en-US';

/** Everything about the rows that can be known without asking the tenant. Nothing is dropped: one answer per row. */
export function checkRows(rows: readonly PartnerRow[], context: CheckContext): CheckedRow[] {
  return startChecking(context)(rows.map((partner, index) => ({ row: index + 1, partner })));
}

/**
 * The same for a list that is too long to be looked at in one go: some rows at a time, in their order. What it
 * remembers is who was named before.
 */
export function startChecking(
  context: CheckContext,
): (rows: readonly { row: number; partner: PartnerRow }[]) => CheckedRow[] {
  const isRepeat = repeats();
  return (rows) => rows.map(({ row, partner }) => isRepeat(checkRow(partner, row, context)));
}

function checkRow(partner: PartnerRow, row: number, context: CheckContext): CheckedRow {
  const project = readProject(partner, context);
  const address = readGuest(partner.address, project.value, context.ownDomains);
  const language = readRowLanguage(partner, context, project.value);
  const redirect = readRedirect(partner, project.value);
  const cc = readCc(partner);
  const until = readUntil(partner.until, context.today);
  const access = resolveAccess(partner, project.value, context.appIds ?? new Map());
  return {
    line: partner.line,
    row,
    partner,
    ...(address.value ?? {}),
    ...(project.value && { project: project.value }),
    displayName: partner.displayName ?? address.value?.shown.split('@')[0] ?? partner.address,
    language: language.value ?? defaultLanguage,
    ...(redirect.value && { redirectUrl: redirect.value }),
    sendMail:
      partner.sendMail ?? context.chosen.sendMail ?? project.value?.invitation.sendMail ?? true,
    ...(cc.value && { cc: cc.value }),
    ...(until.value && { until: until.value }),
    access: access.value,
    problems: [
      ...partner.problems,
      ...address.problems,
      ...project.problems,
      ...language.problems,
      ...redirect.problems,
      ...cc.problems,
      ...until.problems,
      ...access.problems,
    ],
  };
}

/** What one field says, or what is wrong with it. */
type Read<T> = { value?: T; problems: readonly Reason[] };
const right = <T>(value: T): Read<T> => ({ value, problems: [] });
const wrong = (code: Reason['code'], values: Reason['values'] = {}) => ({
  problems: [{ code, values }],
});

function readProject(partner: PartnerRow, { projects, chosen }: CheckContext): Read<Project> {
  const said = partner.project ?? chosen.project;
  if (said === undefined) return wrong('project missing');
  const project = findProject(projects, said);
  if (project !== undefined) return right(project);
  const names = projects.flatMap(({ key, name }) => [key, name]);
  return wrong('project unknown', { project: said, nearest: nearest(said, names) ?? '' });
}

function readGuest(
  text: string,
  project: Project | undefined,
  ownDomains: readonly string[],
): Read<Address> {
  const read = readAddress(text);
  if (!read.ok) return { problems: [read.reason] };
  const { ok: _, ...address } = read;
  const { domain } = address;
  if (ownDomains.some((own) => domain === own || domain.endsWith(`.${own}`))) {
    return { value: address, ...wrong('own domain', { domain }) };
  }
  if (mixesScripts(domain))
    return { value: address, ...wrong('domain mixes scripts', shownDomain(domain)) };
  const allowed = project?.allowedDomains ?? [];
  if (project === undefined || allowed.length === 0 || allowed.includes(domain)) {
    return right(address);
  }
  const values = { domain, project: project.name };
  return { value: address, ...wrong('domain not allowed', values) };
}

function readRowLanguage(
  partner: PartnerRow,
  { chosen }: CheckContext,
  project: Project | undefined,
): Read<string> {
  const said = partner.language ?? chosen.language ?? project?.invitation.language;
  if (said === undefined) return { problems: [] };
  const language = readLanguage(said);
  return language === undefined ? wrong('language unknown', { language: said }) : right(language);
}

/**
 * A partner is sent where the project sends its partners, or to Microsoft's own page of applications: an address in a
 * file must not make the mail lead anywhere else.
 */
function readRedirect({ redirectUrl }: PartnerRow, project: Project | undefined): Read<string> {
  const own = project?.invitation.redirectUrl;
  if (redirectUrl === undefined) return own === undefined ? { problems: [] } : right(own);
  const url = URL.parse(redirectUrl);
  const isPlainHttps = url?.protocol === 'https:' && url.username === '' && url.password === '';
  if (!isPlainHttps) return wrong('redirect malformed', { url: redirectUrl });
  const allowed = [...myApplications, URL.parse(own ?? '')?.host];
  if (project === undefined || allowed.includes(url.host)) return right(url.href);
  return wrong('redirect host', { host: url.host, project: project.name });
}

function readCc({ cc, line }: PartnerRow): Read<string> {
  const said = cc?.split(/[\s,;]+/).filter(Boolean) ?? [];
  if (said.length > 1) return wrong('more than one cc', { line });
  const [only] = said;
  if (only === undefined) return { problems: [] };
  const read = readAddress(only);
  return read.ok ? right(read.address) : wrong('cc malformed', { address: only });
}

function readUntil(said: string | undefined, today: string): Read<string> {
  if (said === undefined) return { problems: [] };
  if (!isDate(said)) return wrong('until malformed', { value: said });
  return said < today ? wrong('until past', { value: said }) : right(said);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const lastDay =
    month >= 1 && month <= 12 ? new Temporal.PlainYearMonth(year, month).daysInMonth : 0;
  return day >= 1 && day <= lastDay;
}

/** The first good row for an address and a project is the one; the others say on which line it is. */
function repeats(): (row: CheckedRow) => CheckedRow {
  const first = new Map<string, number>();
  return (row) => {
    if (row.address === undefined || row.project === undefined || row.problems.length > 0) {
      return row;
    }
    const key = JSON.stringify([row.address, row.project.key]);
    const line = first.get(key);
    first.set(key, line ?? row.line);
    return line === undefined ? row : { ...row, skipped: { code: 'duplicate', values: { line } } };
  };
}
