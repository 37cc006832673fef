import { joinTestServer } from '../store/test-server.ts';

/** Makes a migrated database that one bot uses or replicas share. The stack drops it. */
export async function shareDatabase(
  stack: AsyncDisposableStack,
): Promise<{ DATABASE_URL: string }> {
  const server = await joinTestServer();
  stack.defer(() => server.close());
  const { url, drop } = await server.make('migrated');
  stack.defer(drop);
  return { DATABASE_URL: url };
}
