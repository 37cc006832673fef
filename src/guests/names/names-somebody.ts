const guid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i;

/** True for text with an address, or with the object id by which operators name an account. */
export const namesSomebody = (text: string): boolean => text.includes('@') || guid.test(text);
