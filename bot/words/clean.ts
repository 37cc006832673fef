// Controls and line ends become a space; what is invisible or turns the reading direction goes.
// U+E000 goes because render-card marks with it. Joiners and variation signs stay: names and emoji need them.
const spaces =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\u2800]+/g;
const invisible =
  /[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\ue000]--[\u200c\u200d\ufe0e\ufe0f]]/gv;
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
