import type { BotDeps } from './bot-deps.ts';

/** The address of the page about lists. Undefined where the bot has no public address. */
export function listsPage({ config }: Pick<BotDeps, 'config'>): string | undefined {
  const { publicUrl } = config.http;
  return publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}/lists`;
}
