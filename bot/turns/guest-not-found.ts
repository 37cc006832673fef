import type { NoticeView } from '../cards/notice-card.ts';
import { type CommandName, commandWord } from '../words/command-words.ts';
import type { Turn } from './turn.ts';

/** "Not found" and "not yours" read the same. The sample names the typed word. */
export const guestNotFound = ({ language }: Turn, command: CommandName): NoticeView => ({
  notice: 'guest not found',
  values: { command: commandWord(command, language) },
});
