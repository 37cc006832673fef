/** A room with more files is two rooms. */
export const mostFiles = 20;

/**
 * Rooms that may have more files. `bot/cards` has one file for each card. Migrations run in the order of their numbers:
 * a new one goes behind the last, and nobody changes one that a release has, joins it with another or moves it.
 */
export const largeRooms: readonly string[] = ['bot/cards', 'src/store/migrations'];
