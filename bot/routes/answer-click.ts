import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import * as v from 'valibot';
import { forgetContent } from '../../src/store/telling/shown-cards.ts';
import type { ClickAnswer } from '../buttons/click.ts';
import { sendOwnCard } from '../buttons/send-own-card.ts';
import { unknownVerb } from '../buttons/verb.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { verbFor } from '../clicks/verbs.ts';
import { beginTurn, faultNotice, type TurnDeps } from '../turns/begin-turn.ts';
import { whyRefused } from '../turns/refusals.ts';
import { noticeHere, sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { reasonWords } from '../words/reason-words.ts';
import { type Language, say } from '../words/say.ts';

const actionShape = v.object({
  action: v.object({ verb: v.string(), data: v.nullish(v.unknown()) }),
});
const submitShape = v.looseObject({ verb: v.string() });

/** True for a click on an Action.Execute. */
export const isAction = (activity: Activity) =>
  activity.type === ActivityTypes.Invoke && activity.name === 'adaptiveCard/action';

/** True for a click in a client that knows no Action.Execute: a message without text whose value holds the data. */
export const isSubmit = (activity: Activity) =>
  activity.type === ActivityTypes.Message && v.is(submitShape, activity.value);

/**
 * Answers a click for the one who clicked. teams-ai's own answer would show a personal view to everybody, so the bot
 * answers the invoke here.
 */
export async function answerAction(deps: TurnDeps, context: TurnContext): Promise<void> {
  const turn = await beginTurn(deps, context);
  const read = v.safeParse(actionShape, context.activity.value);
  if (turn === undefined || !read.success) {
    turn?.noteRefusal('unknown verb', 'forged click');
    return await invokeResponse(context, refusal('not an action'));
  }
  const { replyToId } = context.activity;
  if (replyToId) await forgetContent(deps.db, replyToId);
  const answer = await askVerb(deps, turn, read.output.action.verb, read.output.action.data);
  await invokeResponse(context, bodyOf(answer, turn.language));
}

/** Answers such a click by a message and an updated card. */
export async function answerSubmit(deps: TurnDeps, turn: Turn, value: unknown): Promise<void> {
  const read = v.safeParse(submitShape, value);
  if (!read.success) return;
  const answer = await askVerb(deps, turn, read.output.verb, value);
  if (answer.kind === 'notice') return await turn.say(noticeHere(turn, answer.notice));
  if (answer.sayToo && turn.scope === 'personal') {
    const { card, sayToo } = answer;
    return await turn.say(sayToo === true ? card : noticeHere(turn, sayToo));
  }
  // The card loop redraws the card for everybody. Only a view that somebody asked for comes as a message.
  if (verbFor(read.output.verb)?.isView !== true) return;
  if (answer.own !== undefined) return await sendOwnCard(deps, turn, answer.own.approvalId);
  if (turn.scope === 'personal' || answer.forAll) return await turn.say(answer.card);
  await sayNotice({ ...turn, asks: read.output.verb }, { notice: 'not owner' });
}

/** Does what a button with this verb asks, and answers a fault in words. */
export async function askVerb(
  deps: TurnDeps,
  turn: Turn,
  name: string,
  sent: unknown,
): Promise<ClickAnswer> {
  const known = verbFor(name);
  try {
    const answer = await (known ?? unknownVerb).click(deps, turn, sent);
    const why = answer.kind === 'notice' ? whyRefused(answer.notice.notice) : undefined;
    // The log holds no text that a client made up.
    if (why !== undefined) turn.noteRefusal(known === undefined ? 'unknown verb' : name, why);
    return answer;
  } catch (error) {
    return { kind: 'notice', notice: faultNotice(deps, turn, error) };
  }
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model "Response format" */
function bodyOf(answer: ClickAnswer, language: Language): object {
  switch (answer.kind) {
    case 'card':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: answer.card.card,
      };
    case 'notice':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: noticeText(answer.notice, language),
      };
  }
}

/**
 * A notice where Teams shows only text. It holds no text from people: the codes and reasons used for clicks carry none.
 */
export function noticeText(view: NoticeView, language: Language): string {
  const speak = say(language);
  const title = speak(`notice.${view.notice}.title`);
  const why = (view.reasons ?? []).map((reason) => `${reasonWords(reason, speak)} `).join('');
  const end = /[?!]$/.test(title) ? '' : '.';
  return `${title}${end} ${why}${speak(`notice.${view.notice}.text`, view.values ?? {})}`;
}

const refusal = (message: string) => ({
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message },
});

async function invokeResponse(context: TurnContext, body: object): Promise<void> {
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status: 200, body },
  });
}
