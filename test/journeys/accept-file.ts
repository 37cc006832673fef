import type { PersonKey } from '../sandbox/seed.ts';
import type { Journey } from './start.ts';

/** Allows an offered file. Resolves with the one that comes then: the bot uploads it after its answer. */
export async function acceptFile(
  { teams }: Pick<Journey, 'teams'>,
  person: PersonKey,
  offer: { id: string },
): Promise<{ name: string; url: string }> {
  const given = () => teams.messages(person).flatMap(({ file }) => file ?? []);
  const before = given().length;
  await teams.acceptFile(person, offer.id);
  return await teams.until(() => given()[before]);
}
