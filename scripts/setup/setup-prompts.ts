import * as clack from '@clack/prompts';
import type { Key, Say } from '../../bot/words/say.ts';
import {
  answerFault,
  type SetupFeature,
  setupFeatures,
} from '../../src/work/setup/setup-answers.ts';

/** The person closed a question instead of answering it. */
export class SetupLeft extends Error {
  override readonly name = 'SetupLeft';
}

/** Asks in the terminal for each answer that nobody gave by a flag or in a file. Asks again for one that cannot be used. */
export async function askAnswers(
  given: Readonly<Record<string, unknown>>,
  { say, practice }: { say: Say; practice: 'practice tenant' | 'real tenant' },
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = { ...given };
  const ask = async (name: TextQuestion) => {
    answers[name] ??= await askText(say(`setup.question.${name}`), (answer) =>
      answerFault(name, answer, practice),
    );
  };
  for (const name of ['tenant', 'address', 'inviters', 'operators'] as const) await ask(name);
  answers.features ??= await askFeatures(say);
  for (const name of ['project', 'owners'] as const) await ask(name);
  if (hasTeams(answers.features)) await ask('team');
  return answers;
}

type TextQuestion = 'tenant' | 'address' | 'inviters' | 'operators' | 'project' | 'owners' | 'team';

const hasTeams = (features: unknown): boolean =>
  Array.isArray(features) ? features.includes('teams') : String(features).includes('teams');

async function askText(
  message: string,
  validate: (answer: string | undefined) => string | undefined,
): Promise<string> {
  const given = await clack.text({ message, validate });
  if (typeof given === 'symbol') throw new SetupLeft('No answer');
  return given;
}

async function askFeatures(say: Say): Promise<SetupFeature[]> {
  const words = (feature: SetupFeature): Key => `setup.feature.${feature}`;
  const chosen = await clack.multiselect<SetupFeature>({
    message: say('setup.question.features'),
    options: setupFeatures.map((value) => ({ value, label: say(words(value)) })),
    initialValues: ['groups', 'notifications'],
    required: false,
  });
  if (typeof chosen === 'symbol') throw new SetupLeft('No answer');
  return chosen;
}

/** Asks for a yes. No is what counts without a choice. */
export async function askYes(message: string, say: Say): Promise<boolean> {
  const given = await clack.confirm({
    message,
    active: say('setup.yes'),
    inactive: say('setup.no'),
    initialValue: false,
  });
  if (typeof given === 'symbol') throw new SetupLeft('No answer');
  return given;
}
