/** Verbs with which mail programs say who wrote the mail below. */
const wrote =
  'wrote|schreef|geschreven|schrieb|geschrieben|écrit|ecrit|escribió|ha scritto|escreveu|skrev|napisał\\(a\\)|napisał|kirjoitti';
/** `On 20 Nov 2026, Alex <alex@x.example> wrote:`. The head ends at the colon; the others are part of a time. */
const head = new RegExp(
  `^([^\\n]{0,300}?(?<!\\p{L})(?:${wrote})(?!\\p{L})[^:\\n]{0,200}\\s?:)(?=\\s|$)(.*)$`,
  'iu',
);
const begins =
  /^\s*(?:>\s*)*(?:on|op|am|le|el|il|em|den|dne|w dniu|lør|tir)\s+(?:\p{L}+\.?,?\s+){0,2}\d/iu;

export type QuotedHead = { text: string; used: number; rest: string };

/**
 * The head of a quoted mail at the beginning of these lines, which may be broken over three. `used`: how many lines it
 * takes. `rest`: what stands behind it on its last line.
 */
export function quotedHead(lines: readonly string[], at: number): QuotedHead | undefined {
  const first = lines[at] ?? '';
  // A broken head has its date on the first line.
  const most = begins.test(first) ? 3 : 1;
  for (let used = 1; used <= most; used += 1) {
    const whole = joined(lines, at, used);
    if (whole === undefined) return undefined;
    const [, text = '', rest = ''] = head.exec(whole) ?? [];
    if (text.includes('@') || begins.test(text)) return { text, used, rest: rest.trim() };
  }
  return undefined;
}

/** In characters. */
const longest = 600;

/** Several lines as one. Undefined at the end of a paragraph, and for text that is too long for a head. */
function joined(lines: readonly string[], at: number, count: number): string | undefined {
  const some = lines.slice(at, at + count).map((line) => line.trim());
  const whole = some.join(' ');
  return some.length < count || some.at(-1) === '' || whole.length > longest ? undefined : whole;
}
