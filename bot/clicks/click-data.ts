import * as v from 'valibot';

const id = v.optional(
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
    v.integer(),
    v.minValue(0),
    v.maxValue(Number.MAX_SAFE_INTEGER),
  ),
);
const text = v.optional(v.pipe(v.string(), v.maxLength(4_000)));
/** Toggles send the words of their two positions. */
const toggle = v.optional(
  v.union([
    v.boolean(),
    v.pipe(
      v.string(),
      v.transform((value) => value === 'true'),
    ),
  ]),
);

/** Everything that cards of ours may send. It comes from the client: ids to look up, nothing to believe. */
const shape = v.object({
  requestId: id,
  approvalId: id,
  alertId: id,
  version: id,
  project: text,
  language: text,
  sendMail: toggle,
  onlyValid: toggle,
  comment: text,
  reason: text,
  rows: text,
  from: text,
  lines: text,
});
export type ClickData = v.InferOutput<typeof shape>;

/** Undefined: nothing that a card of ours would send. */
export function readClickData(data: unknown): ClickData | undefined {
  const read = v.safeParse(shape, data);
  return read.success ? read.output : undefined;
}
