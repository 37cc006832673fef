import { applications, groups } from '../sandbox/seed.ts';

/** The group, and the application, that every row gets. */
export const given = {
  group: groups.beaconPartners.id,
  application: applications.beaconWiki.servicePrincipalId,
};

/** The tenant refuses invitations to this domain, so its row always fails. */
export const refusedDomain = 'refused.example';

/** Addresses of partners, all of different people. */
export const partners = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `partner${n}@fabrikam${n % 20}.example`);

/** Addresses of partners, with one that the tenant always refuses. */
export const partnersWithOneRefused = (count: number): string[] =>
  partners(count).map((address, n) =>
    n === Math.floor(count / 3) ? `partner${n}@${refusedDomain}` : address,
  );

/** `until`: the last day with access, the same for all. */
export const fileOf = (addresses: readonly string[], until = ''): string =>
  `email,name,until\r\n${addresses.map((address, n) => `${address},Partner Number ${n},${until}\r\n`).join('')}`;
