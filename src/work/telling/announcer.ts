import type { ShownCard } from '../../store/telling/shown-cards.ts';

/** How `src/` speaks to people. `bot/` implements it; every call may come twice. */
export type Announcer = {
  /** Draws one shown card from the rows as they are now, and posts or updates it. */
  draw(card: DrawableCard): Promise<Drawn>;
  /**
   * Finds the place of a person: a stored one, or a personal chat that it opens. Undefined: the bot cannot reach them.
   */
  reachPerson(
    tenantId: string,
    personId: string,
    teamId: string | undefined,
  ): Promise<number | undefined>;
  /** Finds the place of a project's channel. Undefined: the bot is not in it. */
  reachChannel(
    tenantId: string,
    channel: { teamId: string; channelId: string },
  ): Promise<number | undefined>;
};

/**
 * A card to draw. Guests who joined a digest after the version `wanted` belong to a later one. `content` null: the bot
 * does not know what stands there, so it sends any drawing.
 */
export type DrawableCard = Pick<
  ShownCard,
  | 'id'
  | 'kind'
  | 'subjectId'
  | 'topic'
  | 'placeId'
  | 'thread'
  | 'messageId'
  | 'wanted'
  | 'detail'
  | 'content'
  | 'moved'
> & {
  /** An earlier post may have arrived although no answer came. */
  maybePosted: boolean;
};

/** The outcome of a drawing. */
export type Drawn =
  | {
      kind: 'shown';
      messageId: string;
      thread: string | null;
      final: boolean;
      /**
       * A hash of the content that was sent. Absent where the bot sent nothing, because the content stands there
       * already.
       */
      content?: string;
    }
  /** Teams asked to wait, or gave no answer. Something may have arrived, except where `lost` is false. */
  | { kind: 'later'; seconds?: number; lost?: boolean }
  /** The place is gone: 403 or 404. */
  | { kind: 'dead' }
  /** There is nothing to show any more. */
  | { kind: 'nothing' };
