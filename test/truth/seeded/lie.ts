/** A change to the drawing code that makes a card lie. */
export type Lie = {
  what: string;
  /** The path of the file below bot/. */
  file: string;
  /** A piece of the file that it has once, and its replacement. */
  from: string;
  to: string;
};
