import type { ReadActivity } from './read-activity.ts';

/** Why the bot refused an activity whose token is good. The words are for the log. */
export type Refusal =
  | 'not what its token allows'
  | 'no tenant or two'
  | 'another tenant'
  | 'another channel or service host'
  | 'the id of an activity of somebody else';

const objectId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const word = /^[A-Za-z]{1,40}(\/[A-Za-z]{1,40})?$/;

/** The log's fields for a refused activity: its sender, its kind, and why the bot refused it. */
export function aboutRefused({ from, type, name }: ReadActivity, reason: Refusal) {
  const personId = from.aadObjectId?.toLowerCase() ?? '';
  const action = type === 'invoke' ? (name ?? type) : type;
  return {
    // The caller chose these texts, and the log keeps the last ones to count repeats.
    ...(objectId.test(personId) && { personId }),
    ...(word.test(action) && { action }),
    reason,
  };
}
