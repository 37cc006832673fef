/** The upper 128 characters of code pages that TextDecoder does not know. Source: unicode.org's mappings. */
const tables: Readonly<Record<string, string>> = {
  'DOS 437':
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  'DOS 737':
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\u00a0',
  'DOS 850':
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±\u2017¾¶§÷¸°¨·¹³²■\u00a0',
  'DOS 852':
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  'DOS 857':
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\ufffdÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\ufffd×ÚÛÙìÿ¯´\u00ad±\ufffd¾¶§÷¸°¨·¹³²■\u00a0',
  'Mac Greek':
    'Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩάΝ¬ΟΡ≈Τ«»…\u00a0ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u00ad',
  'Mac Turkish':
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸĞğİıŞş‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙˆ˜¯˘˙˚¸˝˛ˇ',
  'Mac Central European':
    'ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅņŃ¬√ńŇ∆«»…\u00a0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ',
};

/** Code pages that TextDecoder knows: its label for each, under the name that people use. */
const labels: Readonly<Record<string, string>> = {
  'Windows-1252': 'windows-1252',
  'Windows-1250': 'windows-1250',
  'Windows-1251': 'windows-1251',
  'Windows-1253': 'windows-1253',
  'Windows-1254': 'windows-1254',
  'Windows-1255': 'windows-1255',
  'Windows-1256': 'windows-1256',
  'Windows-1257': 'windows-1257',
  'Windows-874': 'windows-874',
  'ISO 8859-2': 'iso-8859-2',
  'ISO 8859-5': 'iso-8859-5',
  'ISO 8859-15': 'iso-8859-15',
  'Mac Roman': 'macintosh',
  'Mac Cyrillic': 'x-mac-cyrillic',
  'DOS 866': 'ibm866',
  'KOI8-R': 'koi8-r',
};

/** A code page of one byte a character: what each of its upper 128 bytes means. */
export type CodePage = { name: string; upper: readonly string[] };

const bytes = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** Every single-byte code page that the reader tries, by name. */
export const codePages: ReadonlyMap<string, CodePage> = new Map(
  [
    ...Object.entries(labels).map(([name, label]) => ({
      name,
      upper: [...new TextDecoder(label).decode(bytes)],
    })),
    ...Object.entries(tables).map(([name, table]) => ({ name, upper: [...table] })),
  ].map((page) => [page.name, page]),
);

/** Bytes as text in a code page. */
export function decodeWith({ upper }: CodePage, text: Uint8Array): string {
  const plain = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
  return plain.replace(/[\x80-\xff]/g, (letter) => upper[letter.charCodeAt(0) - 128] ?? letter);
}

/** The bytes of a text in a code page; undefined when the page lacks one of its characters. */
export function encodeWith({ upper }: CodePage, text: string): Uint8Array | undefined {
  const found = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const place = code < 128 ? code - 128 : upper.indexOf(text.charAt(at));
    // Decoders turn a byte that means nothing in Windows-1252 into a control character.
    if (place === -1 && (code < 128 || code > 159)) return undefined;
    found[at] = place === -1 ? code : place + 128;
  }
  return found;
}
