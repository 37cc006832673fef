import type { Directory } from '../../graph/directory.ts';
import type { Project } from '../../guests/project/project.ts';
import { readGuid } from '../../guests/text/guid.ts';

/** Finds the service principals of applications that rows name by appId. */
export async function resolveAppIds(
  deps: Pick<Directory, 'readApplication'>,
  /** The ids that rows name, in lower case. */
  said: Iterable<string>,
  projects: readonly Project[],
): Promise<Map<string, string>> {
  const known = new Set(
    projects.flatMap((p) =>
      [...p.access.apps, ...p.optionalAccess.apps].map((app) => app.servicePrincipalId),
    ),
  );
  const resolved = new Map<string, string>();
  for (const appId of said) {
    if (known.has(appId) || readGuid(appId) === undefined) continue;
    const application = await deps.readApplication({ appId });
    if (application !== undefined) resolved.set(appId, application.servicePrincipalId);
  }
  return resolved;
}
