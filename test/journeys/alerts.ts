import assert from 'node:assert/strict';
import type { PersonKey } from '../sandbox/seed.ts';
import type { Where } from '../sandbox/teams/ids.ts';
import { type Shown, shown } from './shown.ts';
import type { Journey } from './start.ts';

/** The alert about the partner of this name. */
export async function alertOf(
  journey: Pick<Journey, 'teams'>,
  name: string,
  reader: { person: PersonKey; where: Where } = { person: 'megan', where: 'atlas' },
): Promise<Shown> {
  const { person, where } = reader;
  const found = await journey.teams.until(() => alertsOf(journey, name, reader)[0], {
    what: `an alert about ${name}`,
  });
  return shown(journey, person, found, where);
}

export const alertsOf = (
  { teams }: Pick<Journey, 'teams'>,
  name: string,
  { person, where }: { person: PersonKey; where: Where } = { person: 'megan', where: 'atlas' },
) => teams.messages(person, where).filter(({ summary }) => summary?.startsWith(name) === true);

/** While the bot is not in the team, the owner gets the alert in person. The channel gets it once the bot joins. */
export async function toldOnReturn(
  { tenant, teams }: Pick<Journey, 'tenant' | 'teams'>,
  { name, address }: { name: string; address: string },
): Promise<void> {
  await tenant.redeem(address);
  await alertOf({ teams }, name, { person: 'megan', where: 'personal' });
  assert.deepEqual(alertsOf({ teams }, name), []);
  await teams.installTeam('atlas', 'megan');
  await alertOf({ teams }, name);
  assert.equal(alertsOf({ teams }, name).length, 1);
}
