import type { Project } from './project.ts';

/** Where the partners of a project land after they accept: an address, and the application that has it. */
export type Landing = { url: string; application?: string };

/** Microsoft's own page of applications, where partners land without another address. */
export const myApplications: readonly string[] = [
  'myapps.microsoft.com',
  'myapplications.microsoft.com',
];

/** Entra writes its own page as the home page of gallery applications. It is no place to land. */
const placeholders: ReadonlySet<string> = new Set(['account.activedirectory.windowsazure.com']);

/**
 * The project's own address; otherwise that of its only application, when an invitation may lead there. Undefined: My
 * Apps.
 */
export function landingOf(
  { access, invitation }: Pick<Project, 'access' | 'invitation'>,
  application: { name: string; homepage?: string | undefined } | undefined,
): Landing | undefined {
  if (invitation.redirectUrl !== undefined) return { url: invitation.redirectUrl };
  const homepage = readHomepage(application?.homepage);
  if (access.apps.length !== 1 || application === undefined || homepage === undefined) return;
  return { url: homepage, application: application.name };
}

function readHomepage(text: string | undefined): string | undefined {
  const url = URL.parse(text ?? '');
  const isFit =
    url?.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.hostname.includes('.') &&
    !placeholders.has(url.hostname);
  return isFit ? url.href : undefined;
}
