// Controls and line ends become a space; what is invisible or turns the reading direction goes.
// U+E000 goes because render-card marks with it. Joiners (U+200C, U+200D) stay: names need them.
const spaces =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const invisible =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Text from people as a card may show it: on one line, nothing invisible, at most `most` characters.
 * Right-to-left text is isolated, so that what stands beside it keeps its order.
 */
export function clean(text: string, most = 100): string {
  const line = text.normalize('NFC').replace(invisible, '').replace(spaces, ' ').trim();
  const shown = shorten(line, most);
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown;
}

function shorten(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}\u2026`;
}
