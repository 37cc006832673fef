import { sayNotice } from '../turns/say-notice.ts';
import { type Guarded, type GuardedParts, guarded } from './guarded.ts';
import { insiders } from './person-rights.ts';

export type GuardedByMessageParts<Input, Given> = Omit<GuardedParts<Input, Given, void>, 'refuse'>;

/** Puts a handler behind its right. A message refuses. */
export const guardedByMessage = <Input, Given>(
  parts: GuardedByMessageParts<Input, Given>,
): Guarded<Input, void> => guarded({ ...parts, may: insiders(parts.may), refuse: sayNotice });
