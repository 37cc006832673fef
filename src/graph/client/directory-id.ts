import * as v from 'valibot';

/** An object's id as Graph tells it, in lower case: the form in which the bot stores and compares ids. */
export const directoryId = v.pipe(v.string(), v.toLowerCase());
