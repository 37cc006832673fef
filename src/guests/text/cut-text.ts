/** The first `most` code units of a text. An emoji on the edge is left out: the database takes no half of one. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
