import * as v from 'valibot';
import { readDomain } from '../text/address.ts';
import { readGuid } from '../text/guid.ts';
import { readLanguage } from '../text/language.ts';
import { mostMails } from '../times/partner-reminders.ts';
import { endingDefaults, whenOver } from './ending-defaults.ts';
import { channelNews, mostStages, tellDefault } from './project.ts';
import { noTime, readDuration } from './read-duration.ts';
import { withTimeouts } from './stage-timeouts.ts';

type Reader = (text: string) => string | undefined;

/**
 * Text that one of our readers understands, in the spelling that the reader returns. `pattern` is for editors, which
 * know only the published schema; it may allow more.
 */
function readAs(read: Reader, expected: string, pattern: string) {
  return v.pipe(
    v.string(`must be ${expected}, in quotes`),
    v.check((text) => read(text) !== undefined, `must be ${expected}`),
    v.transform((text) => read(text) ?? text),
    v.description(expected),
    v.metadata({ pattern }),
  );
}

const guid = readAs(
  readGuid,
  'a directory id such as 0f8fad5b-d9cb-469f-a165-70867728950e',
  '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
);
const language = readAs(readLanguage, 'a language tag such as nl-NL', '^[A-Za-z]{2,8}([-_]\\w+)*$');
const domain = readAs(readDomain, 'a domain such as fabrikam.com', '^[^\\s@/]+\\.[^\\s@/]+$');
const duration = readAs(readDuration, 'a duration such as P3D or PT12H, at most P10Y', '^[+]?[Pp]');
const durationOrNone = readAs(
  (text) => readDuration(text) ?? noTime(text),
  'a duration such as P30D, or P0D, at most P10Y',
  '^[+]?[Pp]',
);
const watch = readAs(
  (text) => (text === 'all' ? text : undefined),
  'the word all, or absent',
  '^all$',
);
const link = readAs(readLink, 'an https address', '^[Hh][Tt][Tt][Pp][Ss]://');

const words = (expected: string) =>
  v.pipe(
    v.string(`must be ${expected}, in quotes`),
    v.trim(),
    v.nonEmpty(`must be ${expected}, and is empty`),
    v.maxLength(100, 'must be no longer than 100 characters'),
    v.description(expected),
  );
const key = v.pipe(
  words('the short name that people type'),
  v.regex(/^[\p{L}\p{N}._-]+$/u, 'must be letters, digits, dots and hyphens, without spaces'),
);
const channelId = v.pipe(
  words("the channel's id"),
  v.regex(/^19:\S+$/, "must be the channel's id, which begins with 19:"),
);
const country = v.pipe(
  words('a country of two letters such as NL'),
  v.regex(/^[A-Za-z]{2}$/, 'must be a country of two letters such as NL'),
  v.toUpperCase(),
);

const yesOrNo = v.boolean('must be true or false, without quotes');
const list = <T extends v.GenericSchema>(item: T) =>
  v.optional(v.array(item, 'must be a list in square brackets'), []);
const ids = list(guid);
function block<T extends v.ObjectEntries>(entries: T) {
  const schema = v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? 'is not known here' : 'must be a block in curly braces, or absent',
  );
  // valibot takes a list for a block when no key is required.
  const run: (typeof schema)['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { ...dataset, value: null } : dataset, config);
  return { ...schema, '~run': run };
}

const app = block({ servicePrincipalId: guid, appRoleId: v.optional(guid) });
const licence = block({ skuId: guid, usageLocation: country });

const approvers = v.optional(
  v.pipe(
    v.number('must be a number, without quotes'),
    v.integer('must be a whole number'),
    v.minValue(1, 'must be 1 or more'),
  ),
  1,
);
const stage = v.pipe(
  block({ approvers, owners: ids, ownersGroup: v.optional(guid), timeout: v.optional(duration) }),
  // For editors: `projectFaults` says it in words.
  v.metadata({
    anyOf: [
      { required: ['owners'], properties: { owners: { minItems: 1 } } },
      { required: ['ownersGroup'] },
    ],
  }),
);

/** Tells editors which settings a project with stages must not have. */
const withStages = {
  properties: { approvers: { const: 1 }, escalateAfter: false, escalateTo: { maxItems: 0 } },
};

const reminders = v.optional(
  v.pipe(
    v.array(duration, 'must be a list in square brackets'),
    v.maxLength(
      mostMails - 1,
      `may name ${mostMails - 1} times at most: a partner gets ${mostMails} mails at most`,
    ),
  ),
  [],
);

const approval = block({
  required: v.optional(yesOrNo, true),
  approvers,
  autoApproveDomains: list(domain),
  timeout: v.optional(duration),
  escalateAfter: v.optional(duration),
  escalateTo: ids,
  requireReason: v.optional(yesOrNo, false),
  stages: v.optional(
    v.pipe(
      v.array(stage, 'must be a list in square brackets'),
      v.minLength(1, 'must have one stage or more, or be absent'),
      v.maxLength(mostStages, `must have ${mostStages} stages or fewer`),
    ),
  ),
});

const project = block({
  key,
  name: words('the name that people read'),
  owners: ids,
  ownersGroup: v.optional(guid),
  channel: v.optional(block({ teamId: guid, channelId })),
  approval: v.optional(
    v.pipe(
      approval,
      v.transform(withTimeouts),
      v.metadata({ dependentSchemas: { stages: withStages } }),
    ),
    {},
  ),
  access: v.optional(
    block({ groups: ids, apps: list(app), licences: list(licence), team: v.optional(guid) }),
    {},
  ),
  optionalAccess: v.optional(block({ groups: ids, apps: list(app) }), {}),
  invitation: v.optional(
    block({
      redirectUrl: v.optional(link),
      language: v.optional(language),
      sendMail: v.optional(yesOrNo, true),
    }),
    {},
  ),
  allowedDomains: list(domain),
  watch: v.optional(watch),
  guestExpiresAfter: v.optional(duration),
  remindPartners: reminders,
  giveUpAfter: v.optional(duration),
  tell: v.optional(
    v.array(
      v.picklist(channelNews, `must be one of ${channelNews.join(', ')}, in quotes`),
      'must be a list in square brackets',
    ),
    [...tellDefault],
  ),
  whenOver: v.optional(
    v.picklist(whenOver, `must be one of ${whenOver.join(', ')}, in quotes`),
    endingDefaults.whenOver,
  ),
  removeAfter: v.optional(durationOrNone, endingDefaults.removeAfter),
  remindBefore: v.optional(v.array(duration, 'must be a list in square brackets'), [
    ...endingDefaults.remindBefore,
  ]),
});

/** The shape of PROJECTS_FILE; `projectFaults` checks the rest. `docs/projects.schema.json` is the same for editors. */
export const projectsSchema = block({
  $schema: v.optional(v.string('must be text')),
  projects: v.array(project, 'must be a list in square brackets'),
});

function readLink(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
    ? url.href
    : undefined;
}
