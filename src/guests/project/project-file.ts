import * as v from 'valibot';
import { fold } from '../text/nearest.ts';
import type { Project } from './project.ts';
import { type ProjectFault, projectFaults } from './project-faults.ts';
import { projectsSchema } from './project-schema.ts';

/** The bot cannot use PROJECTS_FILE. The error names all its faults at once. */
export class ProjectsFault extends Error {
  readonly faults: readonly ProjectFault[];
  constructor(faults: readonly ProjectFault[], options?: ErrorOptions) {
    const lines = faults.map(({ place, words }) => `  ${place}: ${words}`);
    super(`The projects file cannot be used:\n${lines.join('\n')}`, options);
    this.name = 'ProjectsFault';
    this.faults = faults;
  }
}

/** Reads the text of PROJECTS_FILE and fills in every default. Throws ProjectsFault. */
export function parseProjects(text: string): Project[] {
  const read = v.safeParse(projectsSchema, parseJson(text));
  if (!read.success) throw new ProjectsFault(read.issues.map(toFault));
  const { projects } = read.output;
  const faults = projectFaults(projects);
  if (faults.length > 0) throw new ProjectsFault(faults);
  return projects;
}

/** Finds the project whose key or name a person typed. */
export function findProject<Named extends Pick<Project, 'key' | 'name'>>(
  projects: readonly Named[],
  said: string,
): Named | undefined {
  const wanted = fold(said);
  return projects.find(({ key, name }) => fold(key) === wanted || fold(name) === wanted);
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new ProjectsFault([{ place: 'the file', words: 'is empty' }]);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ProjectsFault([{ place: 'the file', words: `is not JSON: ${detail}` }], { cause });
  }
}

function toFault(issue: v.BaseIssue<unknown>): ProjectFault {
  const missing = issue.input === undefined && issue.kind === 'schema';
  return { place: placeOf(issue.path ?? []), words: missing ? 'is missing' : issue.message };
}

function placeOf(path: readonly { key: unknown }[]): string {
  const steps = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return steps.join('').replace(/^\./, '') || 'the file';
}
