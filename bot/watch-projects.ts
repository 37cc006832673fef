import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ProjectsFault, parseProjects } from '../src/guests/project-file.ts';
import { applyProjects } from '../src/store/projects.ts';
import type { WorkDeps } from '../src/work/deps.ts';

export type ProjectsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;

const lookEveryMs = 2_000;

/** Applies PROJECTS_FILE. Throws where it cannot be used. */
export async function applyProjectsFile(deps: ProjectsDeps, file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const projects = parseProjects(text);
  await applyProjects(deps.db, projects, deps.clock.now());
  deps.log.info('projects applied', { count: projects.length });
}

/** Applies the file again whenever it changes. A fault leaves the old projects in force. */
export function watchProjects(deps: ProjectsDeps, file: string): { stop(): void } {
  const listener = () => {
    applyProjectsFile(deps, file).catch((error: unknown) => {
      const faults = error instanceof ProjectsFault ? error.faults.length : 0;
      deps.log.error('projects not applied', { error, count: faults });
    });
  };
  watchFile(file, { interval: lookEveryMs }, listener).unref();
  return { stop: () => unwatchFile(file, listener) };
}
