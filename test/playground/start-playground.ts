import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shareDatabase } from '../journeys/share-database.ts';
import { type Bot, runBot } from '../sandbox/run-bot.ts';
import { startTenant, type Tenant } from '../sandbox/tenant/start-tenant.ts';
import { openPage, type Person } from './open-page.ts';
import { projectsFile } from './playground-config.ts';
import { startClient } from './start-client.ts';

export type Playground = AsyncDisposable & { tenant: Tenant; bot: Bot; person: Person };

/** The folder for pictures of the cards in Microsoft's own renderer. */
const pictures = fileURLToPath(new URL('../../out/playground', import.meta.url));

/** Starts the practice tenant, the bot, Microsoft's client instead of Teams, and a browser with the client. */
export async function startPlayground(): Promise<Playground> {
  const open = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'guestlist-playground-'));
    open.defer(() => rm(folder, { recursive: true, force: true }));
    await mkdir(pictures, { recursive: true });
    const projects = join(folder, 'projects.json');
    await writeFile(projects, JSON.stringify(projectsFile));
    const tenant = await startTenant();
    open.defer(() => tenant.close());
    const bot = await runBot({
      tenant,
      teams: { setBot: () => undefined },
      projectsFile: projects,
      database: await shareDatabase(open),
    });
    open.defer(async () => void (await bot.stop()));
    const client = await startClient(bot.url, folder);
    open.defer(() => client.stop());
    const person = await openPage(client.url, pictures);
    open.defer(() => person.leave());
    return { tenant, bot, person, [Symbol.asyncDispose]: () => open.disposeAsync() };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}
