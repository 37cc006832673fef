import type { NoticeView } from '../cards/notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';

/**
 * What a click is answered with: the card that takes the place of the clicked one for this viewer, or a few words that
 * leave the card as it is.
 */
export type ClickAnswer =
  | {
      kind: 'card';
      card: Card;
      /** Set where the card is for the one who clicked alone: the approval that it shows. */
      own?: { approvalId: number };
      /** Set where everybody who sees the clicked card may see this one too. */
      forAll?: true;
      /** Set where nothing else tells an old client what came of its click. */
      sayToo?: true;
    }
  | { kind: 'notice'; notice: NoticeView };

/** Does what a button asks. `sent` is what its card sent, `given` what its right found. */
export type ClickHandler<Sent, Given = unknown> = (
  deps: BotDeps,
  turn: Turn,
  sent: Sent,
  given: Given,
) => Promise<ClickAnswer>;

export const answerNotice = (
  notice: NoticeView['notice'],
  values?: NonNullable<NoticeView['values']>,
): ClickAnswer => ({
  kind: 'notice',
  notice: values === undefined ? { notice } : { notice, values },
});
