import type { Reason } from '../../guests/reason.ts';

/** How much a finding matters. `unchecked`: nobody could look. */
export type Level = 'ok' | 'warning' | 'fault' | 'unchecked';

/** All findings, and how much each matters. The strings have `doctor.<code>` for each, which says what to do. */
const findingLevels = {
  'cut short': 'fault', // text, or the reason
  'too slow': 'fault',
  // configuration
  'configuration sound': 'ok',
  'configuration fault': 'fault', // text
  'configuration first': 'unchecked',
  'graph needed': 'unchecked',
  'projects file sound': 'ok', // count
  'projects file fault': 'fault', // text
  'projects none': 'warning',
  // credentials
  'graph answers': 'ok',
  'graph credentials refused': 'fault',
  'graph not reached': 'fault',
  'bot token given': 'ok',
  'bot token refused': 'fault',
  'bot token not needed': 'unchecked',
  'application unknown': 'fault', // id
  'application disabled': 'fault', // id
  'credential lasts': 'ok', // what, day
  'credential ends soon': 'warning', // what, day, days
  'credential over': 'fault', // what, day
  'credential not found': 'warning', // what
  'credential not readable': 'unchecked', // what
  'credential not needed': 'ok', // what
  // permissions
  'permissions granted': 'ok', // names, count
  'permissions left out': 'ok', // names
  'permission missing': 'fault', // permission
  'permission wanted': 'warning', // permission, projects
  'permission not in force': 'fault', // permission
  'permission too much': 'warning', // permission
  'assignments not readable': 'unchecked',
  'premium missing': 'ok',
  // tenant
  'tenant found': 'ok', // name
  'tenant other': 'fault', // name, id
  'invitations open': 'ok', // from
  'invitations off': 'fault',
  'invite policy not readable': 'unchecked',
  'inbound open': 'ok',
  'inbound blocked': 'fault',
  'inbound not readable': 'unchecked',
  'domain lists not readable': 'unchecked',
  'privacy stated': 'ok',
  'privacy missing': 'warning',
  'guest policy': 'warning', // name, days
  'no guest policy': 'ok',
  'guest policies not readable': 'unchecked',
  'rights group unknown': 'fault', // name, id
  'rights group empty': 'warning', // name, group
  'rights groups found': 'ok', // count
  // mail
  'mail from own domain': 'ok', // domain
  'mail from onmicrosoft': 'warning', // domain
  'mail records right': 'ok', // domain
  'mail records unknown': 'unchecked', // domain
  'spf missing': 'warning', // domain
  'dkim missing': 'warning', // domain
  'dmarc missing': 'warning', // domain
  // projects
  'projects fit': 'ok', // count
  'project fault': 'fault', // project, and the reason
  'project warning': 'warning', // project, and the reason
  'licence unknown': 'fault', // project, id
  'licence used up': 'warning', // project, name
  // notifications
  'notifications off': 'ok',
  'subscription live': 'ok',
  'subscription missing': 'warning',
  'handshake answered': 'ok',
  'handshake failed': 'fault', // status
  // endpoint
  'endpoint not known': 'unchecked',
  'endpoint guarded': 'ok', // url
  'endpoint open': 'fault', // url, status
  'endpoint other': 'fault', // url, status
  'endpoint limits': 'warning', // url, status
  'endpoint name': 'fault', // host
  'endpoint closed': 'fault', // host
  'endpoint without tls': 'fault', // host
  'endpoint certificate': 'fault', // host, text
  'endpoint certificate ends soon': 'warning', // host, day
  'endpoint silent': 'fault', // host
  // database
  'database answers': 'ok', // version
  'database fault': 'fault', // text
  'database embedded': 'unchecked',
  'database too old': 'fault', // version
  'database rights': 'fault', // user
  'migrations pending': 'warning', // count
  'database newer': 'fault', // names
  'connections few': 'warning', // most, used
  // trial, with a test guest
  'trial no address': 'fault', // text
  'trial taken': 'fault', // text
  'trial invited': 'ok', // seconds
  'trial refused': 'fault', // the reason
  'trial seen': 'ok', // kind, seconds
  'trial unseen': 'warning', // kind
  'trial delta with state': 'ok',
  'trial delta without state': 'warning',
  'trial second same': 'ok',
  'trial second other': 'warning', // id
  'trial second refused': 'warning', // the reason
  'trial sponsors': 'ok', // count
  'trial member': 'ok', // seconds
  'trial no member': 'fault', // the reason
  'trial removed': 'ok',
  'trial left': 'warning', // text
  'trial kept': 'warning', // text, kind (why it is not the doctor's to delete: older | accepted)
  // clock
  'clock right': 'ok',
  'clock off': 'warning', // seconds
  'clock wrong': 'fault', // seconds
  'clock unknown': 'unchecked',
  // versions
  'versions fit': 'ok', // node
  'node too old': 'fault', // node, least
} as const satisfies Record<string, Level>;

export type FindingCode = keyof typeof findingLevels;
export const findingCodes = Object.keys(findingLevels).filter(
  (name): name is FindingCode => name in findingLevels,
);

export const areas = [
  'configuration',
  'credentials',
  'permissions',
  'tenant',
  'mail',
  'projects',
  'notifications',
  'endpoint',
  'database',
  'clock',
  'versions',
  'trial',
] as const;
export type Area = (typeof areas)[number];

/** One thing that somebody looked at. Values hold ids and names, never a secret. */
export type Finding = {
  area: Area;
  code: FindingCode;
  values?: Readonly<Record<string, string | number>>;
  /** The fault of a project. */
  reason?: Reason;
};

/** How much a finding matters. */
export const levelOf = ({ code }: Finding): Level => findingLevels[code];

/** Makes findings of one area. */
export const inArea =
  (area: Area) =>
  (code: FindingCode, values: Finding['values'] = {}): Finding => ({ area, code, values });
