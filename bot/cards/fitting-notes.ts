const mostNotes = 10;

/**
 * Takes the first of these texts that fit into a card: more short ones than long ones, and always one. `room` is in
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
