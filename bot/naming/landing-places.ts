import type { ReviewFacts } from '../../src/store/requests/requests.ts';
import type { Place } from '../cards/mail-facts.ts';

type Access = ReviewFacts['access'] | undefined;

/** Hosts as cards name them: with the application whose address it is. */
export function placesOf(hosts: readonly string[], access: Access = []): Place[] {
  const applications = new Map(
    access.flatMap(({ landing }) =>
      landing?.application === undefined ? [] : [[hostOf(landing.url), landing.application]],
    ),
  );
  return hosts.map((host) => ({ host, application: applications.get(host) }));
}

/** The landing address of a row, where it differs from its project's. Undefined where it does not. */
export function ownLanding(redirectUrl: string, access: Access, projectKey: string) {
  const usual = access?.find(({ project }) => project === projectKey)?.landing?.url;
  // Without an address of its own a project sends its partners to My Apps, and nowhere else.
  return usual === undefined || redirectUrl === usual ? undefined : redirectUrl;
}

/** The host of an address. Empty for what is no address. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? '';
