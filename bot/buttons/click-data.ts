import * as v from 'valibot';
import { cutText } from '../../src/guests/text/cut-text.ts';

const number = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);
/** A card may leave it out. Its right then finds nothing. */
export const id = v.optional(number);
/** The largest that the database knows. */
export const version = v.optional(v.pipe(number, v.maxValue(2 ** 31 - 1)));
/** A text as written, of any length. */
export const text = v.optional(v.string());
/** A number as somebody typed it. Undefined where the text is no number: then the handler asks again. */
export const typedNumber = v.optional(
  v.union([
    v.number(),
    v.pipe(
      v.string(),
      v.transform((said) => {
        const digits = said.replace(/[\s.,']/g, '');
        return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
      }),
    ),
  ]),
);
/** The number of a list's entry: our own, or one that somebody typed on an old card. Undefined where it is none. */
export const place = v.optional(
  v.pipe(
    typedNumber,
    v.transform((from) =>
      Number.isSafeInteger(from) && from !== undefined && from > 0 ? from : undefined,
    ),
  ),
);
/**
 * A text cut after 200 characters, which is longer than any name. The request stores it, and a card may show it again.
 */
export const line = v.optional(
  v.pipe(
    v.string(),
    v.transform((value) => cutText(value, 200)),
  ),
);
/** Toggles send the words of their two positions. */
export const toggle = v.optional(
  v.union([
    v.boolean(),
    v.pipe(
      v.string(),
      v.transform((value) => value === 'true'),
    ),
  ]),
);

/** A comment or a reason, cut after 500 characters, without space around it. Undefined where it is blank. */
export function wordsOf(written: string | undefined): string | undefined {
  const words = written?.trim();
  return words === undefined || words === '' ? undefined : cutText(words, 500);
}
