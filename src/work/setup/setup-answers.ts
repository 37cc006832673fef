import * as v from 'valibot';
import type { Workload } from '../../graph/setup/setup-steps.ts';
import { saysNothing } from '../../guests/empty-cell.ts';
import { readGuid } from '../../guests/text/guid.ts';

export const setupFeatures = [
  'groups',
  'apps',
  'licences',
  'teams',
  'ends',
  'notifications',
] as const;
export type SetupFeature = (typeof setupFeatures)[number];

const guid = v.pipe(v.string(), v.transform(readGuid), v.string('must be an id'));
const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'), plain());
const names = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) =>
    (typeof given === 'string' ? given.split(/[\s,;]+/) : given)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
  v.check((list) => list.every((name) => !name.includes('{{')), 'must not contain {{'),
);
const some = v.pipe(names, v.minLength(1, 'must name somebody'));

/** `{{` marks what set-up fills in. */
function plain() {
  return v.check<string, string>((value) => !value.includes('{{'), 'must not contain {{');
}

const feature = v.picklist(setupFeatures, `must be among ${setupFeatures.join(', ')}`);
const features = v.pipe(
  names,
  v.transform((list) => [...new Set(list)]),
  v.array(feature),
);

/** Everything that set-up asks. The names are those of the flags, and of the file of answers. */
const answersSchema = v.strictObject({
  tenant: text,
  address: v.pipe(
    text,
    v.transform((url) => url.replace(/\/+$/, '')),
    v.check((url) => URL.canParse(url), 'must be an address such as https://guestlist.example.com'),
  ),
  /** The name of the bot in Entra and in Teams. */
  name: v.optional(text, 'Guestlist'),
  /** Sign-in names of the people who may invite. */
  inviters: some,
  /** Sign-in names of the people who run the bot. The first gets the app. */
  operators: some,
  features: v.optional(features, ['groups', 'notifications']),
  /** The name of the first project. */
  project: v.pipe(
    text,
    v.check((name) => !saysNothing(name), 'must not be what lists write for an empty cell'),
  ),
  owners: some,
  /** A group that exists. Without it, set-up makes one if the features have groups. */
  projectGroup: v.optional(guid),
  /** The team's group id. */
  team: v.optional(guid),
  secretDays: v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
      v.integer(),
      v.minValue(1),
      v.maxValue(730, 'must be at most 730'),
    ),
    180,
  ),
  /** `federated`: a workload signs in by tokens of its own issuer, and nobody keeps a secret. */
  credential: v.optional(
    v.picklist(['secret', 'federated'], 'must be secret or federated'),
    'secret',
  ),
  /** Of a federated credential: who signs the workload's tokens, and whom they name. */
  issuer: v.optional(
    v.pipe(
      text,
      v.check((url) => /^https:\/\//.test(url) && URL.canParse(url), 'must be an https address'),
    ),
  ),
  subject: v.optional(v.pipe(text, v.maxLength(600, 'must be no longer than 600 characters'))),
  /** A PEM file with certificate and private key, for Graph. Teams still gets a secret. */
  certificate: v.optional(text),
  database: v.optional(text, './data'),
});
export type SetupAnswers = v.InferOutput<typeof answersSchema>;
export const setupQuestions = Object.keys(answersSchema.entries).filter(
  (name): name is keyof SetupAnswers => name in answersSchema.entries,
);

/** The answers that are missing or that set-up cannot use: each with its name first. */
export class AnswersFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'AnswersFault';
    this.faults = faults;
  }
}

/**
 * Reads the answers from flags and files. `practice`: the tenant is on this machine. Throws AnswersFault with all that
 * is wrong.
 */
export function readSetupAnswers(
  given: Readonly<Record<string, unknown>>,
  practice: 'practice tenant' | 'real tenant',
): SetupAnswers {
  const read = v.safeParse(answersSchema, given);
  if (!read.success) throw new AnswersFault(read.issues.map(faultOf));
  const answers = read.output;
  const isHttps = new URL(answers.address).protocol === 'https:';
  const faults = [
    ...(isHttps || practice === 'practice tenant' ? [] : ['address: must begin with https://']),
    ...(answers.features.includes('teams') && answers.team === undefined
      ? ["team: name the team's id, because the features have teams"]
      : []),
  ];
  faults.push(...credentialFaults(answers));
  if (faults.length > 0) throw new AnswersFault(faults);
  return answers;
}

/** The fault of one answer, while somebody gives it. Undefined: none. */
export function answerFault(
  name: keyof SetupAnswers,
  given: unknown,
  practice: 'practice tenant' | 'real tenant',
): string | undefined {
  const read = v.safeParse(answersSchema.entries[name], given ?? '');
  if (!read.success) return read.issues[0].message;
  const isHttp = name === 'address' && !String(read.output).startsWith('https:');
  return isHttp && practice === 'real tenant' ? 'must begin with https://' : undefined;
}

function credentialFaults({ credential, certificate, issuer, subject }: SetupAnswers): string[] {
  const given = Object.entries({ issuer, subject });
  if (credential === 'secret')
    return given.flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: is only for a federated credential`],
    );
  return [
    ...given.flatMap(([name, value]) =>
      value === undefined ? [`${name}: is missing, and a federated credential needs it`] : [],
    ),
    ...(certificate === undefined ? [] : ['certificate: is for a secret beside it: keep one']),
  ];
}

/** The workload of a federated credential. Undefined: a secret or a certificate. */
export const workloadOf = ({ issuer, subject }: SetupAnswers): Workload | undefined =>
  issuer === undefined || subject === undefined ? undefined : { issuer, subject };

function faultOf(issue: v.BaseIssue<unknown>): string {
  const [place] = issue.path ?? [];
  const name = String(place?.key ?? 'answers');
  if (issue.type === 'strict_object') {
    return place?.value === undefined && issue.received === 'undefined'
      ? `${name}: is missing`
      : `${name}: is no question of set-up`;
  }
  return `${name}: ${issue.message}`;
}
