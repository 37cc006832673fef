import type { PartnerFields } from '../list/partner-row.ts';
import { strikeMark } from '../names/strike-marks.ts';
import type { Access, Project } from '../project/project.ts';
import { findProject } from '../project/project-file.ts';
import type { Reason } from '../reason.ts';
import { type Address, isOwnDomain, readAddress } from '../text/address.ts';
import { readLanguage } from '../text/language.ts';
import { languageCalled } from '../text/language-names.ts';
import { shownDomain } from '../text/look-alike.ts';
import { nearest } from '../text/nearest.ts';
import type { DayOrder } from '../text/read-day.ts';
import { type Read, readCc, readRedirect, readUntil, right, wrong } from './check-fields.ts';
import { mixesScripts } from './mixed-scripts.ts';
import { startRepeats } from './repeated-rows.ts';
import { resolveAccess } from './row-access.ts';

export type CheckContext = {
  projects: readonly Project[];
  /** The tenant's verified domains, as A-labels in lower case. */
  ownDomains: readonly string[];
  /** The requester's choices on the review card, for rows that say nothing. */
  chosen: { project?: string; language?: string; sendMail?: boolean; until?: string };
  /** YYYY-MM-DD, in the requester's time zone. */
  today: string;
  /** The part that the list writes first in its dates. */
  dates?: DayOrder | undefined;
  /** Service principal ids by appId, for applications that rows name by appId. */
  appIds?: ReadonlyMap<string, string>;
  /** Addresses to land on, by project key, for projects that name none. */
  landings?: ReadonlyMap<string, string>;
};

export type CheckedRow = {
  /** The row's line in its file. */
  line: number;
  /** Its number in the request, from 1. Approval cards show it. */
  row: number;
  partner: PartnerFields;
  address?: string;
  /** The address in the form that people read. */
  shown?: string;
  domain?: string;
  project?: Project;
  displayName: string;
  language: string;
  redirectUrl?: string;
  sendMail: boolean;
  cc?: string;
  until?: string;
  /** The access of the project and of the row. The team is one of the groups. */
  access: Access;
  problems: readonly Reason[];
  /** Set on a row that is right but needs nothing done, such as a duplicate. */
  skipped?: Reason;
};

/** Graph's own default. */
const defaultLanguage = 'en-US';

/**
 * Checks rows without a call to Graph. The function that it returns takes some rows at a time, in their order, and
 * answers for each. Between its calls it remembers the partners before, so that it finds repeats.
 */
export function startChecking(
  context: CheckContext,
): (rows: readonly { row: number; partner: PartnerFields }[]) => CheckedRow[] {
  const seen = startRepeats<CheckedRow>();
  const tools = {
    ...context,
    languageOf: remembered((text) => readLanguage(text) ?? languageCalled(text)),
  };
  return (rows) => rows.map(({ row, partner }) => seen(checkRow(partner, row, tools)));
}

type Tools = CheckContext & { languageOf: (said: string) => string | undefined };

/** A list repeats the same few languages, and reading a tag is slow. */
function remembered<T>(read: (said: string) => T): (said: string) => T {
  const known = new Map<string, { answer: T }>();
  return (said) => {
    const before = known.get(said);
    if (before !== undefined) return before.answer;
    const answer = read(said);
    if (known.size < 1000) known.set(said, { answer });
    return answer;
  };
}

function checkRow(partner: PartnerFields, row: number, context: Tools): CheckedRow {
  const project = readProject(partner, context);
  const address = readGuest(partner.address, project.value, context.ownDomains);
  const language = readRowLanguage(partner, context, project.value);
  const redirect = readRedirect(
    partner,
    project.value,
    context.landings?.get(project.value?.key ?? ''),
  );
  const cc = readCc(partner);
  const until = readUntil(partner.until ?? context.chosen.until, context.today, context.dates);
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
      ...address.problems.filter(({ code }) => !isSaidOf(partner, code)),
      ...project.problems,
      ...language.problems,
      ...redirect.problems,
      ...cc.problems,
      ...until.problems,
      ...access.problems,
    ],
  };
}

/** Faults of the cell's text, which the reader has worded already. */
const ofText: readonly Reason['code'][] = ['address malformed', 'address characters'];
const ofCell: readonly Reason['code'][] = ['words beside address', 'several addresses'];
const isSaidOf = ({ problems }: PartnerFields, code: Reason['code']): boolean =>
  ofText.includes(code) && problems.some((each) => ofCell.includes(each.code));

function readProject(partner: PartnerFields, { projects, chosen }: CheckContext): Read<Project> {
  const said = partner.project ?? chosen.project;
  if (said === undefined) return wrong('project missing');
  const project = findProject(projects, said);
  if (project !== undefined) return right(project);
  const names = projects.flatMap(({ key, name }) => [key, name]);
  // A mark of a strike takes the row back: another spelling is no remedy.
  const near = strikeMark.test(said) ? undefined : nearest(said, names);
  return wrong('project unknown', { project: said, nearest: near ?? '' });
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
  if (isOwnDomain(domain, ownDomains)) {
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
  partner: PartnerFields,
  { chosen, languageOf }: Tools,
  project: Project | undefined,
): Read<string> {
  const said = partner.language ?? chosen.language ?? project?.invitation.language;
  if (said === undefined) return { problems: [] };
  const language = languageOf(said);
  return language === undefined ? wrong('language unknown', { language: said }) : right(language);
}
