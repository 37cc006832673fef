import { joinTestServer } from '../store/test-server.ts';

/** A database on a server, migrated already, for one bot or for replicas to share. Gone with the stack. */
export async function shareDatabase(
  stack: AsyncDisposableStack,
): Promise<{ DATABASE_URL: string }> {
  const server = await joinTestServer();
  stack.defer(() => server.close());
  const { url, drop } = await server.make('migrated');
  stack.defer(drop);
  return { DATABASE_URL: url };
}
