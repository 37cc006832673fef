import { outcomeWords, setupStepWords } from '../../bot/setup/setup-words.ts';
import { catalogueStep } from '../../src/graph/setup/app-install-steps.ts';
import { deleteMade, lookForStep } from '../../src/graph/setup/send-step.ts';
import { filled, type SetupStep } from '../../src/graph/setup/setup-step.ts';
import { applicationStep, groupStep } from '../../src/graph/setup/setup-steps.ts';
import { readTenant } from '../../src/graph/tenant.ts';
import type { BegunThing, MadeThing } from '../../src/work/setup/carry-out.ts';
import { createSetupList, type KeptList, readSetupList, setupListFile } from './setup-files.ts';
import { type SetupInputs, SetupRefused } from './setup-inputs.ts';

/**
 * Takes away what set-up made, the last first, each after a yes. Nothing else: it goes by its list. Throws SetupRefused
 * for another tenant than that of the list. True: nothing of it is left.
 */
export async function removeSetup(run: SetupInputs): Promise<boolean> {
  const { client, files, say, print } = run;
  const before = await readSetupList(files);
  if (before === undefined) {
    print(say('setup.nothing to remove'));
    return true;
  }
  const tenant = await readTenant(client);
  if (tenant.tenantId !== before.tenantId)
    throw new SetupRefused(say('setup.other tenant', { name: tenant.name, text: before.tenantId }));
  const list = await createSetupList(files, tenant.tenantId);
  await findBegun(run, list);
  for (const made of list.list().made.toReversed()) await removeMade(run, list, made);
  for (const name of before.files.toReversed()) await removeFile(run, list, name);
  const { made, files: left, begun } = list.list();
  const isOver = made.length + left.length + begun.length === 0;
  if (isOver) await files.remove(setupListFile);
  return isOver;
}

async function removeMade(run: SetupInputs, list: KeptList, made: MadeThing): Promise<void> {
  const { client, say, print, agree, isStopping } = run;
  if (isStopping()) return;
  if (!(await agree(`${setupStepWords(made, say)}. ${say('setup.ask remove')}`))) {
    print(outcomeWords(made, 'kept', say));
    return;
  }
  const answer = await deleteMade(client, made.path);
  const isGone = answer.kind === 'not there';
  if (answer.kind !== 'there' && !isGone) throw new SetupRefused(refusalOf(answer, run));
  await list.drop(made.path);
  print(outcomeWords(made, isGone ? 'gone' : 'removed', say));
}

/** Seconds after which Graph shows what a run made just before it was killed. */
const lagSeconds = 15;

/** Counts a thing as ours if a killed run had begun it and Graph has it. */
async function findBegun({ client, sleep }: SetupInputs, list: KeptList): Promise<void> {
  for (const begun of list.list().begun) {
    const step = stepFor(begun);
    let found = await lookForStep(client, step, {});
    if (found.kind === 'not there') {
      await sleep(1000 * lagSeconds);
      found = await lookForStep(client, step, {});
    }
    if (found.kind === 'there')
      await list.add({ ...begun, path: filled(step.undo ?? '', found.known) });
    else if (found.kind === 'not there') await list.notMade(begun);
  }
}

/** Looks for the same thing as the step that had begun. */
function stepFor({ what, name }: BegunThing): SetupStep {
  if (what === 'application') return applicationStep(name);
  return what === 'catalogue' ? catalogueStep(new Uint8Array(), name) : groupStep('group', name);
}

async function removeFile(
  { files, say, print, agree, isStopping }: SetupInputs,
  list: KeptList,
  name: string,
): Promise<void> {
  if (isStopping()) return;
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
