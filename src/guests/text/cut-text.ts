/** The first `most` UTF-16 code units of a text. Leaves out an emoji at the cut: PostgreSQL refuses half of one. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
