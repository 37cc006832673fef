/** Begins the line that a host of bots writes after the end of each bot. */
export const overMark = '\u0000over: ';
