import * as v from 'valibot';

/** Where a conversation lives: what a place's opaque reference holds. */
const shape = v.object({
  serviceUrl: v.string(),
  conversationId: v.string(),
  /** The bot, as this conversation knows it. */
  botId: v.string(),
  botName: v.optional(v.string()),
  tenantId: v.string(),
  /** Teams' id of the person (`29:...`), in personal chats. */
  userId: v.optional(v.string()),
});
export type Reference = v.InferOutput<typeof shape>;

/** A stored reference, or nothing where it is not one of ours. */
export function readReference(stored: unknown): Reference | undefined {
  const read = v.safeParse(shape, stored);
  return read.success ? read.output : undefined;
}
