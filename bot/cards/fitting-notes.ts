const mostNotes = 10;

/**
 * The first of these texts for which a card has room: more short ones than long ones, and always one. The room is in
 * characters.
 */
export function fittingNotes(texts: readonly string[], room: number): readonly string[] {
  let characters = 0;
  const over = texts.findIndex((text, index) => {
    characters += text.length;
    return index > 0 && characters > room;
  });
  return texts.slice(0, Math.min(over < 0 ? texts.length : over, mostNotes));
}
