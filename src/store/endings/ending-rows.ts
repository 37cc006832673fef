import type { Access } from '../../guests/project/project.ts';
import type { EndCause, RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import type { EndFindings } from '../invitations/invitations.ts';
import { column, run } from '../statement.ts';

/** A row that ends, extends, removes or restores; or a row that invites somebody anew whose access is over. */
export type NewEndingRow = {
  row: number;
  kind: RowKind;
  projectKey: string | null;
  address: string;
  displayName: string;
  guestId: number | null;
  about: readonly number[];
  cause: EndCause | null;
  findings: EndFindings;
  /** The last day of the access, where the row extends it. */
  endsOn?: string | undefined;
  /** Where the day ends. */
  endZone?: string | undefined;
  /** The access of a row that invites anew. */
  access?: Access | undefined;
  /** The account that the review saw, where the row removes or restores it or invites anew. */
  foundId?: string | undefined;
  /** The first requester of the access that the row gives anew. */
  askedFirstBy?: string | undefined;
};

const nothing: Access = { groups: [], apps: [], licences: [] };

/** Adds rows to a request, in its draft or, where the bot began it, already approved. Returns their ids, row by row. */
export async function insertEndingRows(
  db: Db,
  requestId: number,
  rows: readonly NewEndingRow[],
  state: 'draft' | 'approved',
): Promise<number[]> {
  const payload = rows.map((row) => ({
    row: row.row,
    kind: row.kind,
    project_key: row.projectKey,
    address: row.address,
    display_name: row.displayName,
    // A row that invites learns its guest when its work begins.
    guest_id: row.kind === 'invite' ? null : row.guestId,
    about: row.about,
    cause: row.cause,
    findings: row.findings,
    ends_on: row.endsOn ?? null,
    end_zone: row.endZone ?? null,
    access: row.access ?? nothing,
    found_id: row.foundId ?? null,
    asked_first_by: row.askedFirstBy ?? null,
  }));
  return await column(db)`
    insert into invitation (request_id, row, kind, project_key, address, display_name, guest_id, about, cause, findings, ends_on,
      end_zone, access, found_id, asked_first_by, redirect_url, send_mail, plan, state)
    select ${requestId}, r.row, r.kind, r.project_key, r.address, r.display_name, r.guest_id, r.about, r.cause, r.findings, r.ends_on,
      r.end_zone, r.access, r.found_id, r.asked_first_by, '', false, 'access only', ${state}
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, kind text, project_key text, address text,
      display_name text, guest_id bigint, about bigint[], cause text, findings jsonb, ends_on text, end_zone text, access jsonb,
      found_id text, asked_first_by text)
    order by r.row
    on conflict (request_id, row) do nothing
    returning id`;
}

/** Writes the rows of a request that the bot began, as if a list had named them, so that the results name them too. */
export async function insertEndingLines(
  db: Db,
  requestId: number,
  rows: readonly { row: number; address: string }[],
): Promise<void> {
  const payload = rows.map(({ row, address }) => ({
    row,
    partner: { line: row, cells: [address], address, problems: [] },
  }));
  await run(db)`
    insert into request_row (request_id, row, line, partner)
    select ${requestId}, r.row, r.row, r.partner
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, partner jsonb)
    on conflict do nothing`;
}

/** The access of an invitation. */
export async function invitationAccess(db: Db, id: number): Promise<Access> {
  const [access] = await column(db)<Access>`select access from invitation where id = ${id}`;
  return access ?? nothing;
}
