/** Signs between two addresses. Entra takes no address with one of them inside. */
const between = /[\s<>(),;，；、。・（）＜＞]+|\](?=\()/u;
/** Marks around an address: quotes, brackets, bullets, stops, and what spreadsheets put before text. */
const marksBefore =
  /^[\s'"`´‘’‚‛“”„«»‹›<>()[\]{}\p{Ps}\p{Pe}•·‣▪●○◦☐☑☒✉→➤…¡©\p{Extended_Pictographic}*;,:|]+/u;
const marksAfter = /[^\p{L}\p{N}]+$/u;
const prefix = /^(?:smtp|mailto|e-?mail|mail|sip|eum|href)[:=](?:\/\/)?/i;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const form = /^[^@\s]+@[^@\s?]+\.[^@\s.?]{2,}$/u;
/** Mail allows 320 characters. Longer text without a break is no address, and not worth the work. */
const longest = 330;

/** `addresses`: each once, in the spelling of the text. `rest`: the words that are no address. */
export type FoundAddresses = { addresses: readonly string[]; rest: string };

/** Finds the addresses in a text. It does not check them: `readAddress` does. */
export function findAddresses(text: string): FoundAddresses {
  if (!/[@＠]/.test(text)) return { addresses: [], rest: text };
  const plain = text.replaceAll('＠', '@').replace(invisible, '');
  const found: string[] = [];
  const rest: string[] = [];
  for (const part of plain.split(between)) {
    const addresses = part.includes('@') ? addressesOf(part) : [];
    found.push(...addresses);
    if (addresses.length === 0) rest.push(part);
  }
  return { addresses: withoutRepeats(found), rest: rest.filter(Boolean).join(' ') };
}

function addressesIn(text: string): readonly string[] {
  return text.includes('@') || text.includes('＠') ? findAddresses(text).addresses : [];
}

/** Finds addresses, and words that may be addresses with other text in them: two with a quotation mark between. */
export function likeAddresses(text: string): readonly string[] {
  if (!/[^\s@＠][@＠][^\s@＠]/.test(text)) return [];
  const { addresses, rest } = findAddresses(text);
  return [...addresses, ...rest.split(/\s+/).filter((part) => /[^@]@[^@]/.test(part))];
}

/** True for a text with an address anywhere in it. */
export const hasAddress = (text: string): boolean => addressesIn(text).length > 0;

const alone = /^[A-Za-z\d_][\w.+-]*@(?:[A-Za-z\d-]+\.)+(?:[a-z]{2,}|[A-Z]{2,}|[A-Z][a-z]+)$/;

/** True for an address that needs no cleaning, as is true of nearly all. This saves the slow reading. */
export function isPlainAddress(text: string): boolean {
  return text.length <= longest && alone.test(text);
}

/** Splits at `|`, `/` and `:` only when each part is an address: `a@x.example/b@y.example`. */
function addressesOf(part: string): string[] {
  const joined = part.split(/[|/:]/).filter(Boolean);
  if (joined.some(({ length }) => length > longest * 4)) return [];
  const parts = joined.map(bare);
  if (parts.length > 1 && parts.every((each) => form.test(each))) return parts;
  const only = part.length > longest * 4 ? '' : bare(part);
  return only.length <= longest && form.test(only) ? [only] : [];
}

function bare(part: string): string {
  let text = withoutStress(part.replace(/^'?="?(?=[^=]*@)/, '')).replace(marksBefore, '');
  while (prefix.test(text)) text = text.replace(prefix, '').replace(marksBefore, '');
  return text.replace(/\?.*$/, '').replace(marksAfter, '');
}

/** Markdown around the whole: an address may begin with `_`, and ends with none. */
const withoutStress = (part: string): string => part.replace(/^(_{1,2})([^_].*@.*[^_])\1$/u, '$2');

function withoutRepeats(addresses: readonly string[]): string[] {
  const seen = new Map(addresses.map((address) => [address.toLowerCase(), address]));
  return [...seen.values()];
}

/** Words for the kind of an address, in brackets or beside it: `jane@x.example (work)`. They name nobody. */
export const kindsOfAddress =
  /^\W*(?:work|office|business|home|private|personal|main|primary|werk|kantoor|zakelijk|privé|prive|thuis|geschäftlich|dienstlich|privat|arbeit|travail|professionnel|bureau|domicile|trabajo|personal|e-?mail|mail|smtp)\W*$/i;
