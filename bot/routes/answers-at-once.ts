import { type Activity, ActivityTypes } from 'botbuilder';
import { readPastedList } from '../../src/guests/typed/pasted-list.ts';
import { messageText } from '../turns/message-text.ts';
import { isOneToOne } from '../turns/read-turn.ts';
import { isSubmit } from './answer-click.ts';
import { offeredFiles } from './offered-files.ts';
import { listBehind, readCommand } from './read-command.ts';

/** Characters. A longer text is not worth being read twice. */
const longest = 1_000;

/**
 * True when exactly one reply follows at once. Its send permit is then taken together with the activity (0010). A wrong
 * guess counts a message that is not sent, never the reverse.
 */
export function answersAtOnce(activity: Activity): boolean {
  const text = messageText(activity);
  const isWritten = activity.type === ActivityTypes.Message && text !== '';
  const isOther = isSubmit(activity) || offeredFiles(activity).length > 0;
  if (!isWritten || !isOneToOne(activity) || isOther || text.length > longest) return false;
  const read = readCommand(text);
  if (read.kind === 'command') {
    return read.name === 'help' && listBehind(text, read) === undefined;
  }
  return readPastedList(text) === undefined;
}
