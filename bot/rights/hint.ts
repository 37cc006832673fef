import type { NoticeView } from '../cards/notice-card.ts';
import { sayNotice } from '../turns/say-notice.ts';
import { guarded } from './guarded.ts';
import { type Abilities, asFarAsKnown, asMember } from './person-rights.ts';

/** A hint for members of the organisation. */
export const hint = guarded<NoticeView, undefined, void>({
  may: asMember,
  run: (_deps, turn, notice) => sayNotice(turn, notice),
  refuse: sayNotice,
});

/** A hint that depends on what the member may do. */
export const hintBy = guarded<(known: Abilities) => NoticeView, Abilities, void>({
  may: asFarAsKnown,
  run: (_deps, turn, words, known) => sayNotice(turn, words(known)),
  refuse: sayNotice,
});
