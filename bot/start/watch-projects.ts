import { unwatchFile, watchFile } from 'node:fs';
import { crc32 } from 'node:zlib';
import { ProjectsFault, parseProjects } from '../../src/guests/project/project-file.ts';
import { applyProjects } from '../../src/store/projects.ts';
import type { CheckProjectDeps } from '../../src/work/projects/check-project.ts';
import {
  checkProjects,
  type TellProjectsDeps,
  tellFileFault,
} from '../../src/work/projects/check-projects.ts';
import { tellLeftProjects } from '../../src/work/projects/tell-left-projects.ts';
import type { WorkDeps } from '../../src/work/runtime/work-deps.ts';
import { readSetFile } from './read-set-file.ts';

export type ProjectsDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;
export type WatchDeps = ProjectsDeps & TellProjectsDeps & CheckProjectDeps;

const lookEveryMs = 2_000;

/** Applies PROJECTS_FILE. Throws if the bot cannot use it. */
export async function applyProjectsFile(deps: ProjectsDeps, file: string): Promise<void> {
  await applyText(deps, await readSetFile('PROJECTS_FILE', file));
}

async function applyText(deps: ProjectsDeps, text: string): Promise<void> {
  const projects = parseProjects(text);
  await applyProjects(deps.db, projects, deps.clock.now());
  deps.log.info('projects applied', { count: projects.length });
}

/**
 * Applies the file again whenever it changes. Where the bot cannot use the file, the old projects stay in force. The
 * operators hear of faults in its text; a file that the bot cannot read stands in the log alone. Checks the projects
 * against the tenant now and after every change.
 */
export function watchProjects(deps: WatchDeps, file: string): { stop(): Promise<void> } {
  let last = check(deps);
  const listener = () => {
    last = last.then(() => readAgain(deps, file));
  };
  watchFile(file, { interval: lookEveryMs }, listener).unref();
  return {
    async stop() {
      unwatchFile(file, listener);
      await last;
    },
  };
}

async function readAgain(deps: WatchDeps, file: string): Promise<void> {
  let text = '';
  try {
    text = await readSetFile('PROJECTS_FILE', file);
    await applyText(deps, text);
  } catch (error) {
    const faults = error instanceof ProjectsFault ? error.faults : [];
    deps.log.error('projects not applied', { error, count: faults.length });
    await tellFileFault(deps, faults, crc32(text)).catch((failed: unknown) =>
      deps.log.error('operators not told', { error: failed }),
    );
    return;
  }
  await check(deps);
}

/** While Graph is away the bot knows nothing of the projects. `project <key>` asks again. */
async function check(deps: WatchDeps): Promise<void> {
  const failed = (error: unknown) => deps.log.warn('projects not checked', { error });
  await tellLeftProjects(deps).catch(failed);
  await checkProjects(deps).catch(failed);
}
