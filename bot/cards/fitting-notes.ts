/** The most notes on one card. */
export const mostNotes = 10;

/**
 * Puts the first of these notes into words, as many as a card has room for, and at least one. `room` is in characters.
 * A list may have many notes; the others cost nothing.
 */
export function fittingNotes(notes: readonly (() => string)[], room: number): readonly string[] {
  const fitting: string[] = [];
  let characters = 0;
  for (const words of notes.slice(0, mostNotes)) {
    const text = words();
    characters += text.length;
    if (fitting.length > 0 && characters > room) break;
    fitting.push(text);
  }
  return fitting;
}
