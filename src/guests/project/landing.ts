import type { Project } from './project.ts';

/** Where partners land after they accept. `application`: whose home page that is. */
export type Landing = { url: string; application?: string };

/** Microsoft's own page of applications (My Apps). Partners land there if the bot names no other address. */
export const myApplications: readonly string[] = [
  'myapps.microsoft.com',
  'myapplications.microsoft.com',
];

/** Entra gives gallery applications this page of its own as home page. No partner should land there. */
const placeholders: ReadonlySet<string> = new Set(['account.activedirectory.windowsazure.com']);

/**
 * The project's own address; otherwise the home page of its only application, if that is an https address. Undefined:
 * My Apps.
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
