import { sql } from 'kysely';
import type { PartnerFields, PartnerRow } from '../../guests/list/partner-row.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Choosable } from '../../guests/rows/choosable.ts';
import type { Db } from '../database.ts';
import { all, column, one, run } from '../statement.ts';

/** Appends rows in one statement. `row` counts from 1, in the order of the list. */
export async function insertRows(
  db: Db,
  requestId: number,
  rows: readonly { row: number; partner: PartnerRow }[],
): Promise<void> {
  const payload = rows.map(({ row, partner }) => ({ row, line: partner.line, partner }));
  await run(db)`
    insert into request_row (request_id, row, line, partner)
    select ${requestId}, r.row, r.line, r.partner
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as r(row integer, line integer, partner jsonb)`;
}

/**
 * Reads some rows of a list, without the cells that they were read from. The statement has a bound at both ends: with a
 * limit alone the database would visit every remaining row.
 */
export async function partnersBetween(
  db: Db,
  requestId: number,
  rows: { first: number; last: number },
): Promise<{ row: number; partner: PartnerFields }[]> {
  return await all(db)`
    select row, partner - 'cells' as partner from request_row
    where request_id = ${requestId} and row between ${rows.first} and ${rows.last} order by row`;
}

/** Deletes an earlier review's findings. */
export async function clearFindings(db: Db, requestId: number): Promise<void> {
  await run(db)`
    update request_row set problems = '[]', skipped = null
    where request_id = ${requestId} and (problems <> '[]' or skipped is not null)`;
}

/** Stores a review's findings, for the rows that have any. */
export async function storeFindings(
  db: Db,
  requestId: number,
  findings: readonly { row: number; problems: readonly Reason[]; skipped: Reason | null }[],
): Promise<void> {
  await run(db)`
    update request_row t set problems = r.problems, skipped = nullif(r.skipped, 'null')
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as r(row integer, problems jsonb, skipped jsonb)
    where t.request_id = ${requestId} and t.row = r.row`;
}

/** True for a row that lacks only the project, which the requester can choose on the review card. */
const undecided = sql.raw(
  `(jsonb_array_length(problems) = 1 and problems->0->>'code' = 'project missing')`,
);

/** The first rows that are wrong, and how many there are. A row that only lacks a project is not among them. */
export async function problemRows(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{
  total: number;
  first: { line: number; partner: PartnerRow; problems: readonly Reason[] }[];
}> {
  const rows = await all(db)<{
    total: number;
    line: number;
    partner: PartnerRow;
    problems: readonly Reason[];
  }>`
    select count(*) over () as total, line, partner, problems from request_row
    where request_id = ${requestId} and problems <> '[]' and not ${undecided} order by row limit ${limit}`;
  return { total: rows[0]?.total ?? 0, first: rows };
}

/**
 * Rows that repeat another row, each with the line of that one: first the rows that call the partner by another name.
 */
export async function repeatedRows(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ line: number; first: number; name: string | null }[]> {
  return await all(db)`
    select line, (skipped->'values'->>'line')::integer as first, skipped->'values'->>'name' as name
    from request_row where request_id = ${requestId} and skipped->>'code' = 'duplicate'
    order by skipped->'values' ? 'name' desc, row limit ${limit}`;
}

/** The first rows of partners who have everything already. */
export async function completeRows(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ line: number; address: string; reason: Reason }[]> {
  return await all(db)`
    select line, partner->>'address' as address, skipped as reason from request_row
    where request_id = ${requestId} and skipped->>'code' = 'had everything'
    order by skipped->'values' ? 'day' desc, row limit ${limit}`;
}

/** The rows that an undo leaves out, because their partners have accepted: how many, and the first addresses. */
export async function acceptedRows(
  db: Db,
  requestId: number,
  limit: number,
): Promise<{ total: number; first: string[] }> {
  const addresses = await column(db)<string>`
    select partner->>'address' from request_row
    where request_id = ${requestId} and skipped->>'code' = 'accepted since' order by row`;
  return { total: addresses.length, first: addresses.slice(0, limit) };
}

/** Counts the rows of a list. `undecided` are the problems that only lack a project. */
export async function countRows(db: Db, requestId: number): Promise<RowCounts> {
  return await one(db)`
    select count(*) as rows, count(*) filter (where problems <> '[]') as problems,
      count(*) filter (where ${undecided}) as undecided,
      count(*) filter (where skipped->>'code' = 'duplicate') as skipped,
      count(*) filter (where skipped->>'code' = 'had everything') as complete
    from request_row where request_id = ${requestId}`;
}

/**
 * How many rows a list has, and how many of them are wrong, only lack a project, repeat another one, or name somebody
 * who has everything already.
 */
export type RowCounts = Record<'rows' | 'problems' | 'undecided' | 'skipped' | 'complete', number>;

/** Rows that only lack a project, in the order of the list, from one of them on, counted from 1. */
export async function undecidedRows(
  db: Db,
  requestId: number,
  { from, limit }: { from: number; limit: number },
): Promise<{ line: number; partner: PartnerRow }[]> {
  return await all(db)`
    select line, partner || '{"cells": []}' as partner from request_row
    where request_id = ${requestId} and ${undecided} order by row offset ${from - 1} limit ${limit}`;
}

/**
 * How many rows there are, and how many of them leave each choice of the review card open. `untils`: the last days that
 * rows name, as written; only two of them where there are more.
 */
export type OpenRows = { rows: number; untils: readonly string[] } & Record<Choosable, number>;

/** Counts the rows that a choice on the review card decides for. */
export async function openRows(db: Db, requestId: number): Promise<OpenRows> {
  return await one(db)`
    select count(*) as rows,
      count(*) filter (where partner->>'project' is null) as project,
      count(*) filter (where partner->>'language' is null) as language,
      count(*) filter (where partner->>'sendMail' is null) as send_mail,
      count(*) filter (where partner->>'until' is null) as until,
      array_remove(array[min(partner->>'until'), nullif(max(partner->>'until'), min(partner->>'until'))], null) as untils
    from request_row where request_id = ${requestId}`;
}

/**
 * Writes into every row what the requester chose for all of them; null leaves it open. `cell`: where the field stands
 * among the row's cells, so that results say the same.
 */
export async function sayInRows(
  db: Db,
  requestId: number,
  { field, cell, value }: { field: Choosable; cell: number; value: string | boolean | null },
): Promise<void> {
  const said = value === null ? null : JSON.stringify(value);
  await run(db)`
    update request_row set partner = jsonb_set(
      case when ${said}::jsonb is null then partner - ${field}::text
        else jsonb_set(partner, array[${field}::text], ${said}::jsonb) end,
      array['cells', ${String(cell)}::text], to_jsonb(${value === null ? '' : String(value)}::text), false)
    where request_id = ${requestId}`;
}

/** One row of a list, with what the last review found. */
export type RequestRow = {
  row: number;
  line: number;
  partner: PartnerRow;
  problems: readonly Reason[];
  skipped: Reason | null;
};

/** Every row of a short list, in its order. */
export async function rowsOf(db: Db, requestId: number): Promise<RequestRow[]> {
  return await all(db)`
    select row, line, partner, problems, skipped from request_row
    where request_id = ${requestId} order by row`;
}
