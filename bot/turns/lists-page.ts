import type { BotDeps } from './bot-deps.ts';

/** Where people read how lists are read; undefined where the bot has no address of its own. */
export function listsPage({ config }: Pick<BotDeps, 'config'>): string | undefined {
  const { publicUrl } = config.http;
  return publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}/lists`;
}
