/** The things that an administrator's set-up makes in the practice tenant. */
export type MadeApplication = {
  id: string;
  seq: number;
  appId: string;
  displayName: string;
  tags: readonly unknown[];
  createdAt: number;
  passwords: { keyId: string; displayName: string | null; hint: string; endDateTime: string }[];
  keys: readonly unknown[];
  federated: { id: string; name: string; issuer: string; subject: string; audiences: unknown }[];
};
export type MadePrincipal = {
  id: string;
  seq: number;
  appId: string;
  displayName: string;
  createdAt: number;
  /** Ids of Graph's application permissions. */
  granted: Set<string>;
};
export type MadeApp = {
  id: string;
  seq: number;
  externalId: string;
  displayName: string;
  createdAt: number;
};

export type MadeBySetup = {
  applications: Map<string, MadeApplication>;
  principals: Map<string, MadePrincipal>;
  apps: Map<string, MadeApp>;
  /** `users/<id> <app>` and `teams/<id> <app>`. */
  installed: Set<string>;
};

export const nothingMade = (): MadeBySetup => ({
  applications: new Map(),
  principals: new Map(),
  apps: new Map(),
  installed: new Set(),
});

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** How much there is of each. */
export const countMade = ({ applications, principals, apps, installed }: MadeBySetup) => ({
  applications: [...applications.values()].map(({ appId }) => appId),
  secrets: sum([...applications.values()].map(({ passwords }) => passwords.length)),
  certificates: sum([...applications.values()].map(({ keys }) => keys.length)),
  federated: [...applications.values()].flatMap(({ federated }) =>
    federated.map(({ issuer, subject }) => ({ issuer, subject })),
  ),
  grants: sum([...principals.values()].map(({ granted }) => granted.size)),
  apps: apps.size,
  installed: [...installed].map((key) => key.split(' ')[0]),
});
