import type { Guarded } from '../rights/guarded.ts';
import { type GuardedByMessageParts, guardedByMessage } from '../rights/guarded-by-message.ts';
import type { Abilities } from '../rights/person-rights.ts';
import type { CommandName } from '../words/command-words.ts';

/** One word that people type. The text after it goes to its right, and then to its handler. */
export type Command = {
  /** `personal`: only where nobody else reads along. The others are offered in channels too, or only there. */
  where: 'personal' | 'channel' | 'anywhere';
  /**
   * The people who find it in help. `involved`: they may invite, decide or operate. `deciders`: owners and operators.
   * `voters`: deciders, and the people who decide in a stage.
   */
  shownTo: 'anybody' | 'inviters' | 'involved' | 'deciders' | 'voters' | 'operators';
  /** The words that the bot says meanwhile, if the answer may take longer than people like to wait. */
  slow: 'reading' | 'checking' | undefined;
  ask: Guarded<string, void>;
};

/** A line of the table of commands. Without `may` it does not compile. */
export function command<Given>({
  where,
  shownTo,
  slow,
  ...parts
}: Pick<Command, 'where' | 'shownTo'> & {
  slow?: Command['slow'];
} & GuardedByMessageParts<string, Given>): Command {
  return { where, shownTo, slow, ask: guardedByMessage(parts) };
}

export type Commands = Readonly<Record<CommandName, Command>>;

/** The names of a table of commands, in its order. */
export function namesIn(commands: Commands): CommandName[] {
  return Object.keys(commands).filter((name): name is CommandName => name in commands);
}

/** True when help names a command to this person, here. In channels it names the same to everybody. */
export function isOffered(
  { where, shownTo }: Pick<Command, 'where' | 'shownTo'>,
  here: 'personal' | 'channel',
  {
    mayInvite,
    looksOn,
    owns,
    decides,
    operates,
  }: Pick<Abilities, 'mayInvite' | 'looksOn' | 'owns' | 'decides' | 'operates'>,
): boolean {
  if (where !== 'anywhere' && where !== here) return false;
  switch (shownTo) {
    case 'anybody':
      return true;
    case 'inviters':
      return mayInvite === true;
    case 'involved':
      // In a channel everybody reads the same.
      return here === 'channel' || !looksOn;
    case 'deciders':
      return owns.length > 0 || operates;
    case 'voters':
      return decides || operates;
    case 'operators':
      return operates;
  }
}
