import * as v from 'valibot';
import { cutText } from '../../src/guests/text/cut-text.ts';

const id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);
/** The largest that the database knows. */
const version = v.optional(v.pipe(id, v.maxValue(2 ** 31 - 1)));
const text = v.optional(v.string());
/** Longer than any name; it is stored with the request and said again where nobody has it. */
const name = v.optional(
  v.pipe(
    v.string(),
    v.transform((value) => cutText(value, 200)),
  ),
);
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
  requestId: v.optional(id),
  approvalId: v.optional(id),
  alertId: v.optional(id),
  guestId: v.optional(id),
  version,
  project: name,
  language: name,
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

/** What somebody wrote as a comment or a reason; nothing where it is blank. */
export function wordsOf(text: string | undefined): string | undefined {
  const words = text?.trim();
  return words === undefined || words === '' ? undefined : cutText(words, 500);
}
