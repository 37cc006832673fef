import { withBreaks } from '../../src/guests/in-turns.ts';
import { doubtNote, leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { endingInTurns } from '../../src/guests/typed/typed-ending.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { askForEnding } from '../turns/ask-for-ending.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { typingContext } from '../turns/typing-context.ts';

/** The rest of a verb around the address: `zet jane@x.example terug`. */
const isOfRestore = /^(?:back|terug)[.!]?$/i;

/** `remove <who>`, `restore <who>`: reviews what would happen to the accounts. */
export const removeOrRestore =
  (kind: 'remove' | 'restore') =>
  async (
    deps: BotDeps,
    turn: Turn,
    rest: string,
    { rights }: { rights: Rights },
  ): Promise<void> => {
    const typed = await withBreaks(endingInTurns(rest, await typingContext(deps, turn)));
    const { partners, others, leftOver, doubts } = typed;
    const project = typed.project ?? others.projects[0];
    if (partners.length === 0) return await sayNotice(turn, { notice: `${kind} whom` });
    // "Remove Jane from Atlas" means an access, not an account.
    if (kind === 'remove' && project !== undefined)
      return await sayNotice(turn, { notice: 'remove or revoke', values: { project } });
    const people = partners.map(({ line, address }) => ({ line, said: address.toLowerCase() }));
    const wish = { kind, people } as const;
    const terms = [typed.longer?.said, typed.endless].filter((said) => said !== undefined);
    const unused = [...leftOver, ...terms].filter(
      (words) => kind === 'remove' || !isOfRestore.test(words),
    );
    const notes = [...leftOverNote(unused), ...doubtNote(doubts)];
    const asked = await askForEnding(deps, turn, { wish, rights, notes });
    if ('notice' in asked) await sayNotice(turn, asked);
  };
