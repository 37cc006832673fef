import { ActivityTypes, CardFactory, type TurnContext } from 'botbuilder';
import * as v from 'valibot';
import type { ClickAnswer } from '../buttons/click.ts';
import type { Card } from '../cards/render-card.ts';
import { beginTurn, type TurnDeps } from '../turns/begin-turn.ts';
import type { Turn } from '../turns/turn.ts';
import { type Language, languageOf } from '../words/say.ts';
import { askVerb, noticeText } from './answer-click.ts';
import type { TeamsApplication } from './teams-ai.ts';

const dialogShape = v.object({
  commandId: v.nullish(v.string()),
  data: v.nullish(v.looseObject({ verb: v.nullish(v.string()) })),
});
type Dialog = { verb: string; data: unknown };

/** The id of the extension's command in the manifest. */
export const extensionCommand = 'invite';

/** The verbs of forms. A dialog shows nothing else. */
const formVerbs: readonly string[] = ['invite.form', 'invite.send'];

/** The part of the dialog that Teams shows then: a card in it, a text in its place, or null: the dialog closes. */
type ShownCard = { title: string; card: ReturnType<typeof CardFactory.adaptiveCard> };

const isInvoke =
  (name: string) =>
  async ({ activity }: TurnContext) =>
    activity.type === ActivityTypes.Invoke && activity.name === name;

/**
 * The dialogs of forms: behind a button in the chat, and behind the message extension, which works in every chat, also
 * where the bot is no member. Only the person sees a dialog.
 */
export function addDialogs(app: TeamsApplication, deps: TurnDeps): void {
  const show = (context: TurnContext, sent: Dialog) => answerDialog(deps, context, sent);
  app.taskModules.fetch(isInvoke('task/fetch'), async (context) =>
    orWords(await show(context, readDialog(context))),
  );
  app.taskModules.submit(isInvoke('task/submit'), async (context) => {
    const answered = await show(context, readDialog(context));
    return answered.isPersonal ? answered.shown : orWords(answered);
  });
  app.messageExtensions.fetchTask(isInvoke('composeExtension/fetchTask'), async (context) =>
    orWords(await show(context, { verb: commandVerb(context), data: {} })),
  );
  // The review comes in another chat than this one, so the dialog says where.
  app.messageExtensions.submitAction(isInvoke('composeExtension/submitAction'), async (context) =>
    orWords(await show(context, readDialog(context))),
  );
}

const orWords = ({ shown, language }: Answered): ShownCard | string =>
  shown ?? noticeText({ notice: 'form taken' }, language);

function readDialog({ activity }: TurnContext): Dialog {
  const read = v.safeParse(dialogShape, activity.value);
  const { verb, ...data } = (read.success && read.output.data) || {};
  return { verb: typeof verb === 'string' ? verb : '', data };
}

function commandVerb({ activity }: TurnContext): string {
  const read = v.safeParse(dialogShape, activity.value);
  return read.success && read.output.commandId === extensionCommand ? 'invite.form' : '';
}

type Answered = {
  /** Null: the bot has taken the form, and says the rest in the chat. */
  shown: ShownCard | string | null;
  language: Language;
  /** False where the dialog lies over another chat: the review comes elsewhere. */
  isPersonal: boolean;
};

async function answerDialog(
  deps: TurnDeps,
  context: TurnContext,
  { verb, data }: Dialog,
): Promise<Answered> {
  const turn = await beginTurn(deps, context);
  if (turn === undefined) {
    const language = languageOf(context.activity.locale);
    return { shown: noticeText({ notice: 'refused' }, language), language, isPersonal: false };
  }
  const known = formVerbs.includes(verb) ? verb : '';
  return {
    shown: shownFor(await askVerb(deps, privately(turn), known, data), turn),
    language: turn.language,
    isPersonal: turn.scope === 'personal',
  };
}

/** Only this person sees a dialog. Where it lies over a chat of others, the bot writes nothing into that chat. */
function privately(turn: Turn): Turn {
  if (turn.scope === 'personal') return turn;
  return { ...turn, scope: 'personal', say: nothing, sayForNow: async () => nothing };
}

const nothing = async () => undefined;

function shownFor(answer: ClickAnswer, { language }: Turn): Answered['shown'] {
  if (answer.kind === 'notice') return noticeText(answer.notice, language);
  if (answer.taken) return null;
  const { card, summary } = answer.card;
  return { title: summary, card: CardFactory.adaptiveCard(forDialog(card)) };
}

/** Dialogs know no Action.Execute: each button becomes what it is for old clients. The dialog has the title already. */
function forDialog({ body, ...card }: Card['card']): Card['card'] {
  const parts = Array.isArray(body) ? body : [];
  return { ...card, body: parts.filter((part) => part.style !== 'heading').map(asSubmit) };
}

function asSubmit(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asSubmit);
  if (typeof node !== 'object' || node === null) return node;
  if ('type' in node && node.type === 'Action.Execute' && 'fallback' in node) return node.fallback;
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, asSubmit(inner)]));
}
