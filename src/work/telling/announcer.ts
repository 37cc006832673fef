/** How `src/` speaks to people. `bot/` implements it; every call may come twice. */
export type Announcer = {
  /** Draws one shown card from the rows as they are now, and posts or updates it. */
  draw(card: DrawableCard): Promise<Drawn>;
  /** Where an owner can be reached: a stored place, or a personal chat that is opened for the purpose. */
  reachPerson(
    tenantId: string,
    personId: string,
    teamId: string | undefined,
  ): Promise<number | undefined>;
  /** Where a project's channel can be reached. */
  reachChannel(
    tenantId: string,
    channel: { teamId: string; channelId: string },
  ): Promise<number | undefined>;
};

export type DrawableCard = {
  id: number;
  kind: 'request' | 'approval' | 'alert' | 'digest' | 'notice';
  subjectId: number;
  /** Tells cards about one subject in one place apart. */
  topic: string;
  placeId: number;
  thread: string | null;
  messageId: string | null;
  /** The version that is drawn: what joined a digest later belongs to a later one. */
  wanted: number;
  /** True where an earlier post may have arrived although no answer came. */
  maybePosted: boolean;
  /** The digest of what stands there for sure; null: send whatever is drawn. */
  content: string | null;
  /** A notice carries itself. */
  detail: unknown;
};

export type Drawn =
  | {
      kind: 'shown';
      messageId: string;
      thread: string | null;
      final: boolean;
      /** A digest of what was sent; absent where nothing was, because it stands there already. */
      content?: string;
    }
  /** Teams asked to wait, or gave no answer. Unless it is known that nothing arrived, something may have. */
  | { kind: 'later'; seconds?: number; lost?: boolean }
  /** The place is gone: 403 or 404. */
  | { kind: 'dead' }
  /** There is nothing to show any more. */
  | { kind: 'nothing' };
