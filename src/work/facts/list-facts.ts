import type { PartnerFields } from '../../guests/list/partner-row.ts';
import type { Project } from '../../guests/project/project.ts';
import { findProject } from '../../guests/project/project-file.ts';
import { readAddress } from '../../guests/text/address.ts';
import { claimOf } from '../../guests/text/name-claims.ts';
import type { Db } from '../../store/database.ts';
import { partnersBetween } from '../../store/requests/request-rows.ts';

/** Few enough that one page does not delay other work. */
const rowsPerPage = 500;

type NumberedRow = { row: number; partner: PartnerFields };

export type Page = readonly NumberedRow[];

/**
 * Reads the rows of a request page by page, so that no list is in memory as a whole. Each call returns the next page.
 */
export function pagesOf(db: Db, requestId: number): () => Promise<Page> {
  let first = 1;
  return async () => {
    const last = first + rowsPerPage - 1;
    const page = await partnersBetween(db, requestId, { first, last });
    first = last + 1;
    return page;
  };
}

/** The names and ids in the rows of a list. The bot asks the tenant about all rows at once. */
export type ListFacts = {
  rows: number;
  addresses: ReadonlySet<string>;
  projects: readonly Project[];
  /** Ids of groups and applications that rows name. */
  groups: ReadonlySet<string>;
  applications: ReadonlySet<string>;
  /** Each domain with the line that names it first. */
  domains: ReadonlyMap<string, number>;
  /** Names that claim more than a name, each with the line that has it first. */
  claims: ReadonlyMap<string, number>;
};

/** Reads every row once and notes what it names, before the bot asks the tenant anything. */
export async function collectListFacts(
  db: Db,
  requestId: number,
  context: { projects: readonly Project[]; chosen: string | undefined },
): Promise<ListFacts> {
  const notebook = {
    rows: 0,
    addresses: new Set<string>(),
    groups: new Set<string>(),
    applications: new Set<string>(),
    domains: new Map<string, number>(),
    claims: new Map<string, number>(),
    said: new Set<string>(),
  };
  const next = pagesOf(db, requestId);
  let coming = next();
  for (let page = await coming; page.length > 0; page = await coming) {
    // The database reads the next page meanwhile.
    coming = next();
    coming.catch(() => undefined);
    notebook.rows += page.length;
    for (const { partner } of page) note(notebook, partner, context.chosen);
  }
  const { said, ...gathered } = notebook;
  const used = [...said].flatMap((name) => findProject(context.projects, name) ?? []);
  return { ...gathered, projects: [...new Set(used)] };
}

/** More warnings of one kind tell nobody more. */
const mostClaims = 5;

type Notebook = {
  addresses: Set<string>;
  groups: Set<string>;
  applications: Set<string>;
  domains: Map<string, number>;
  claims: Map<string, number>;
  said: Set<string>;
};

function note(notebook: Notebook, partner: PartnerFields, chosen: string | undefined): void {
  const { addresses, groups, applications, domains, claims, said } = notebook;
  const read = readAddress(partner.address);
  if (read.ok) {
    addresses.add(read.address);
    domains.set(read.domain, domains.get(read.domain) ?? partner.line);
  }
  const { displayName: name = '' } = partner;
  if (claims.size < mostClaims && claimOf(name) !== undefined && !claims.has(name)) {
    claims.set(name, partner.line);
  }
  said.add(partner.project ?? chosen ?? '');
  for (const id of partner.groups ?? []) groups.add(id.toLowerCase());
  for (const id of partner.applications ?? []) applications.add(id.toLowerCase());
}
