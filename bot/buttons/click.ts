import type { NoticeView } from '../cards/notice-card.ts';
import type { Card } from '../cards/render-card.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/**
 * The answer to a click: a card that replaces the clicked one for this viewer, or a few words that leave the card as it
 * is.
 */
export type ClickAnswer =
  | {
      kind: 'card';
      card: Card;
      /** Set on a card for the one who clicked alone: the approval that it shows. */
      own?: { approvalId: number };
      /** Set on a card that everybody may see who sees the clicked one. */
      forAll?: true;
      /** Set where nothing else tells an old client the outcome of its click: the card, or a few words, says it. */
      sayToo?: true | NoticeView;
      /** Set where the bot has taken what a form asks for: a dialog with this form closes. */
      taken?: true;
    }
  | { kind: 'notice'; notice: NoticeView };

/** Does what a button asks. `sent` is what its card sent, `given` what its right found. */
export type ClickHandler<Sent, Given = unknown> = (
  deps: BotDeps,
  turn: Turn,
  sent: Sent,
  given: Given,
) => Promise<ClickAnswer>;

/** Answers a click with a notice. The card stays as it is. */
export const answerNotice = (
  notice: NoticeView['notice'],
  values?: NonNullable<NoticeView['values']>,
): ClickAnswer => ({
  kind: 'notice',
  notice: values === undefined ? { notice } : { notice, values },
});
