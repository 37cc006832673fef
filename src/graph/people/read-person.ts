import * as v from 'valibot';
import type { SignInKind } from '../../guests/sign-in.ts';
import type { GraphClient } from '../client/client.ts';
import { graphPath } from '../client/graph-path.ts';
import { readGraph } from '../client/read-graph.ts';
import {
  type FoundBody,
  type FoundPerson,
  foundFields,
  foundSelect,
  toFound,
} from './found-person.ts';
import { addressInGuestName } from './guest-name.ts';
import { signInKind } from './sign-in-kind.ts';

export type Person = FoundPerson & {
  /** Absent until the guest has redeemed the invitation. */
  signIn?: SignInKind | undefined;
  /** The company's name if the directory has one, otherwise the domain of the address. */
  organisation?: string | undefined;
  preferredLanguage?: string | undefined;
};

const optionalText = v.nullish(v.string(), null);
const personBody = v.object({
  ...foundFields,
  companyName: optionalText,
  preferredLanguage: optionalText,
  identities: v.nullish(v.array(v.object({ signInType: optionalText, issuer: optionalText })), []),
});
const select = [...foundSelect, 'companyName', 'preferredLanguage', 'identities'].join(',');

/** Reads one account. Undefined: not there, deleted, or too new for Graph to show. */
export async function readPerson(
  client: GraphClient,
  objectId: string,
): Promise<Person | undefined> {
  const call = { path: graphPath`/users/${objectId}`, query: { $select: select } };
  const body = await readGraph(client, call, personBody);
  if (body === undefined) return undefined;
  return {
    ...toFound(body, 'living'),
    signIn: signInKind(body.identities),
    organisation: body.companyName || domainOf(body),
    preferredLanguage: body.preferredLanguage ?? undefined,
  };
}

function domainOf(body: FoundBody): string | undefined {
  const invited = addressInGuestName(body.userPrincipalName ?? '');
  const address = body.mail ?? body.otherMails[0] ?? invited;
  return address?.split('@')[1]?.toLowerCase();
}
