import { outcomeWords, setupStepWords } from '../../bot/setup/setup-words.ts';
import { deleteMade } from '../../src/graph/setup/send-step.ts';
import { readTenant } from '../../src/graph/tenant.ts';
import { createSetupList, readSetupList, setupListFile } from './setup-files.ts';
import { type SetupInputs, SetupRefused } from './setup-inputs.ts';

/**
 * Takes away what set-up made, the last first, each after a yes. Nothing else: it goes by its list. Throws SetupRefused
 * for another tenant than that of the list. True: nothing of it is left.
 */
export async function removeSetup(run: SetupInputs): Promise<boolean> {
  const { client, files, say, print, agree } = run;
  const before = await readSetupList(files);
  if (before === undefined) {
    print(say('setup.nothing to remove'));
    return true;
  }
  const tenant = await readTenant(client);
  if (tenant.tenantId !== before.tenantId)
    throw new SetupRefused(say('setup.other tenant', { name: tenant.name, text: before.tenantId }));
  const list = await createSetupList(files, tenant.tenantId);
  for (const made of before.made.toReversed()) {
    if (!(await agree(`${setupStepWords(made, say)}. ${say('setup.ask remove')}`))) {
      print(outcomeWords(made, 'kept', say));
      continue;
    }
    const answer = await deleteMade(client, made.path);
    const isGone = answer.kind === 'not there';
    if (answer.kind !== 'there' && !isGone) throw new SetupRefused(refusalOf(answer, run));
    await list.drop(made.path);
    print(outcomeWords(made, isGone ? 'gone' : 'removed', say));
  }
  for (const name of before.files.toReversed()) await removeFile(run, list, name);
  const { made, files: left } = list.list();
  const isOver = made.length + left.length === 0;
  if (isOver) await files.remove(setupListFile);
  return isOver;
}

async function removeFile(
  { files, say, print, agree }: SetupInputs,
  list: Awaited<ReturnType<typeof createSetupList>>,
  name: string,
): Promise<void> {
  const words = say('setup.file', { name });
  if (!(await agree(`${words}. ${say('setup.ask remove')}`))) {
    print(`${words}: ${say('setup.outcome.kept')}`);
    return;
  }
  await files.remove(name);
  await list.drop(name);
  print(`${words}: ${say('setup.outcome.removed')}`);
}

function refusalOf(answer: { kind: string; text?: string }, { say }: SetupInputs): string {
  const text = answer.kind === 'not allowed' ? say('setup.not allowed') : (answer.text ?? '');
  return say('setup.stopped', { text: text === '' ? say('setup.no answer') : text });
}
