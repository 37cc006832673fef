import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import { acceptFile, declineFile } from '../files/answer-consent.ts';
import { takeFile } from '../files/take-file.ts';
import { beginTurn, type TurnDeps, withTurn } from '../turns/begin-turn.ts';
import { tooLong } from '../turns/message-text.ts';
import { isForBot } from '../turns/read-turn.ts';
import { answerAction, answerSubmit, isAction, isSubmit } from './answer-click.ts';
import { addDialogs } from './answer-dialog.ts';
import { answerMessage, refuseLong } from './answer-message.ts';
import { arrive, depart, isArrival, isDeparture } from './installs.ts';
import { mentionsFile, offeredFiles } from './offered-files.ts';
import { TeamsApplication } from './teams-ai.ts';

/** True for a new message, and for one that its author changed. */
const isMessage = ({ type }: Activity) =>
  type === ActivityTypes.Message || type === ActivityTypes.MessageUpdate;

/**
 * The routes of the conversation. teams-ai finds the handler. The bot uses nothing else of it: no typing, no fetching
 * of files, no answers to card actions, no state.
 */
export function createApp(deps: TurnDeps): TeamsApplication {
  const app = new TeamsApplication({ startTypingTimer: false, removeRecipientMention: false });
  const on = (
    wanted: (activity: Activity) => boolean,
    handle: (context: TurnContext) => Promise<void>,
  ) => app.activity(async (context) => wanted(context.activity), handle);

  on(isAction, (context) => answerAction(deps, context));
  addDialogs(app, deps);
  app.fileConsentAccept((context, _state, { context: given, uploadInfo }) =>
    withTurn(deps, context, (turn) =>
      acceptFile(
        deps,
        { ...turn, asks: 'file consent' },
        { context: given, uploadInfo, messageId: context.activity.replyToId },
      ),
    ),
  );
  app.fileConsentDecline((context) =>
    withTurn(deps, context, (turn) =>
      declineFile(deps, { ...turn, asks: 'file consent' }, context.activity.replyToId),
    ),
  );
  on(isSubmit, (context) =>
    withTurn(deps, context, (turn) => answerSubmit(deps, turn, context.activity.value)),
  );
  on(isMessage, (context) => hear(deps, context));
  on(isArrival, (context) => arrive(deps, context));
  on(isDeparture, (context) => depart(deps, context));
  // No other route took it: nothing of ours asks for it. Teams hears that the bot knows no such invoke.
  on(isInvoke, async (context) => {
    (await beginTurn(deps, context))?.noteRefusal('invoke', 'forged click');
  });
  return app;
}

const isInvoke = ({ type }: Activity) => type === ActivityTypes.Invoke;

/** In a channel the bot hears only messages that are meant for it. */
async function hear(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  if (!isForBot(activity)) return;
  await withTurn(deps, context, async (begun) => {
    const turn = { ...begun, asks: 'words' };
    const long = tooLong(activity, turn.text);
    if (long !== undefined) return await refuseLong(deps, turn, long);
    const files = offeredFiles(activity);
    if (files.length > 0 || (turn.scope !== 'personal' && mentionsFile(activity))) {
      return await takeFile(deps, { ...turn, asks: 'file' }, files);
    }
    await answerMessage(deps, turn);
  });
}
