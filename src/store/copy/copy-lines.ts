import * as v from 'valibot';

/** The first line of a copy: what it is of, and which migrations had run. */
const headSchema = v.object({
  guestlist: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  migrations: v.array(v.string()),
});
export type CopyHead = v.InferOutput<typeof headSchema>;

/** The line before a table's rows. */
const tableSchema = v.object({ table: v.string(), columns: v.array(v.string()) });
/** The last line: how many rows each table has. Without it the copy was cut off. */
const endSchema = v.object({ end: v.record(v.string(), v.number()) });
/** One row: its values as PostgreSQL writes them. */
const rowSchema = v.array(v.nullable(v.string()));

const lineSchema = v.union([headSchema, tableSchema, endSchema, rowSchema]);
export type CopyLine = v.InferOutput<typeof lineSchema>;
export type CopyCounts = v.InferOutput<typeof endSchema>['end'];

/** A copy that cannot be put back: it ends too early, is no copy, is of a newer bot, or the database is in use. */
export type CopyFaultCode = 'cut off' | 'damaged' | 'newer' | 'in the way';
export class CopyFault extends Error {
  readonly code: CopyFaultCode;
  constructor(code: CopyFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'CopyFault';
    this.code = code;
  }
}

/** Reads one line. Throws CopyFault. */
export function readCopyLine(text: string): CopyLine {
  try {
    return v.parse(lineSchema, JSON.parse(text));
  } catch (cause) {
    throw new CopyFault('damaged', { cause });
  }
}
