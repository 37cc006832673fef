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

/** A line of a chat: `[24-11-2026 10:14] Alex (alex@x.example): ...`, `Alex (alex@x.example) 10:14`. */
const chat =
  /^((?:\[[^@\]\n]{0,30}\d{1,2}:\d{2}[^@\]\n]{0,10}\]|\d{1,2}:\d{2}(?::\d{2})?)[^@:\n]{0,60}[(<]?[^\s@]{1,100}@[^\s@]{1,200}?[)>]?:?)(?=\s|$)(.*)$|^([^@:\n]{1,60}[(<][^\s@]{1,100}@[^\s@]{1,200}[)>],?\s(?:at |om |um |à )?\d{1,2}:\d{2}(?:\s?[ap]m)?)$/iu;

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
    const found = headIn(whole);
    if (found !== undefined) return { ...found, used };
  }
  return undefined;
}

function headIn(whole: string): Omit<QuotedHead, 'used'> | undefined {
  const [, said = '', behind = '', line = ''] = chat.exec(whole) ?? [];
  if (said !== '' || line !== '') return { text: said || line, rest: behind.trim() };
  const [, text = '', rest = ''] = head.exec(whole) ?? [];
  return text.includes('@') || begins.test(text) ? { text, rest: rest.trim() } : undefined;
}

/** In characters. */
const longest = 600;

/** Several lines as one. Undefined at the end of a paragraph, and for text that is too long for a head. */
function joined(lines: readonly string[], at: number, count: number): string | undefined {
  const some = lines.slice(at, at + count).map((line) => line.trim());
  const whole = some.join(' ');
  return some.length < count || some.at(-1) === '' || whole.length > longest ? undefined : whole;
}
