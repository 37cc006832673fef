import type { Journey } from './start.ts';
import { approvalFor, ask, confirm, isDone } from './steps.ts';

/** Invites partners to Atlas. Megan approves, and Microsoft sends the mails. No partner has accepted yet. */
export async function invited(
  on: Pick<Journey, 'teams'>,
  ...partners: readonly { name: string; address: string }[]
): Promise<void> {
  const who = partners.map(({ name, address }) => `${name} <${address}>`).join(', ');
  const review = await ask(on, 'alex', `invite ${who} to atlas`);
  await confirm(review);
  await (await approvalFor(on, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
}

export const partner = (name: string) => ({
  name,
  address: `${name.toLowerCase().replaceAll(' ', '.')}@fabrikam.example`,
});
