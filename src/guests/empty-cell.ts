/** Words that databases and spreadsheets write for an empty cell. */
const nothing = /^(?:null|\(null\)|\\n|none|nil|nan|-+|–|—|#?n\/[abdv]|#nv)$/i;

/** True for a word that in a cell of a list says that the cell is empty. */
export const saysNothing = (text: string): boolean => nothing.test(text);
