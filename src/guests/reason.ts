import { endingReasonCodes } from './ending-reason.ts';

/**
 * Why the bot refused, skipped or left something undone: a code that `cards/strings/*.json` has words for
 * (`reason.<code>`), and the values that go into those words. Never a sentence, never Graph's text.
 */
export type Reason = { code: ReasonCode; values?: Readonly<Record<string, string | number>> };

export const reasonCodes = [
  // a row of a list
  'address missing',
  'address malformed', // address, kind: `exchange` for one inside Exchange
  'address characters', // guest and probable (yes, and the address: for the name of a guest's account), address, characters
  'own domain', // domain
  'domain not allowed', // domain, project
  'domain mixes scripts', // domain, ascii
  'duplicate', // line (of the first), name and renamed (yes, if this row has another name)
  'had everything', // project; on the card also day (YYYY-MM-DD), where it is known
  'duplicate differs', // line (of the first), what: until | access | both
  'project missing',
  'project unknown', // project, nearest ('' if none)
  'language unknown', // language
  'group malformed', // id
  'group not in project', // id, project
  'group unknown', // id
  'group unwritable', // name, why: dynamic | synchronised | role-assignable | mail | rights
  'application malformed', // id
  'application not in project', // id, project
  'application unknown', // id
  'application refused', // name: Graph's own, or the bot's
  'role missing', // name: the application has roles and the project names none
  'redirect malformed', // url
  'redirect host', // host, project
  'more than one cc', // line
  'cc malformed', // address
  'send mail malformed', // value
  'until malformed', // value, ends: the last day of its month, if the month exists
  'until weekday', // value, day, weekday (1 to 7): value names another day of the week
  'until unclear', // value: day and month may be either way round; first, second: the two days
  'until past', // value
  'until too far', // value
  'control characters', // column
  'too long', // column, longest
  'too few fields', // expected, found
  'too many fields', // expected, found
  'several addresses', // addresses (the first five), count
  'words beside address', // address: the cell, whose words are nobody's name; as: `struck` for one struck through, `partly` beside another, `rows` for rows from line to last
  'state denies', // column, value: the word there says that the list does not mean this person; or as `above`, value: a title
  'name of nobody', // name: says who made the list, or where to ask; as: `struck` for one struck through
  'on other sheet', // sheet, line: of a workbook
  'quote not closed', // line, last: the lines that one quotation mark may have swallowed
  'blocked guest', // address
  'member', // address: a member of the tenant, gets access only
  'guest already', // address
  'invited after all', // address: its account was there at review, and is not any more
  'deleted guest', // address
  'deleted since', // address: between review and work
  'made member', // address: a guest at review
  'made guest', // address: a member at review
  // about a list as a whole: they make no row wrong
  'domain looks alike', // domain, near (a known domain), line (the first)
  'domains look alike', // domain, near (another of the list), line and other (the first of each)
  'name claims', // name, line (the first)
  'domain in both forms', // domain, ascii, line (the first)
  'nobody may invite',
  'few may invite',
  'policy not readable',
  'deleted not readable',
  'access not readable',
  'group settings not readable',
  'licences not readable',
  'licences short', // name, left, needed, missing, names (the last of the list who need one)
  'mails of a day', // domain, most, going (mails of other requests), over
  'reading cut short', // name (of the file)
  // Graph's answers
  'invitation refused', // graph: status and code of an answer that the bot does not know; said: Entra's own words
  'address refused by Entra',
  'address taken', // by another object of the directory
  'cross-tenant settings',
  'group address',
  'entra said', // words, count
  'guests may not join group', // name
  'access target missing',
  'access refused', // graph, said
  'restore refused', // address
  'sponsors full', // of a guest who existed
  'sponsor not permitted', // permission
  'sponsor not added',
  'group full', // name
  'licence refused', // name
  'no seats left', // name (of the licence)
  'replication timed out', // minutes
  'account not shown', // minutes
  'answer lost', // nobody can know whether the mail went
  'mail may have gone twice',
  'mail sent again',
  'accepted meanwhile',
  'mailed lately', // days
  'mail switched off',
  'mail refused before',
  'mailed enough', // most
  'left out of resend', // lately, off, refused: counts; days
  'mail over limit', // domain, most
  'gave up', // attempts
  'role through group', // name
  'licence through group', // name
  ...endingReasonCodes,
  // everything stops
  'tenant blocked',
  'consent missing',
  'read not permitted', // permission, what
  'directory full',
  'invitations switched off',
  'restored', // day (of the copy)
  'credentials refused',
  'careful start', // number, tried, refused
  'held by', // name, number, personId, as (requester, owner or operator)
  // people decided
  'rejected by owner', // name, reason
  'approval timed out',
  'cancelled by requester',
  'withdrawn by requester', // before an owner decided
  'nobody may decide', // project, number
  'too few owners', // project, number, needed, found
  'owner approved', // name, project, number, approved, reason, comment (yes, or no)
  'owner approved some', // name, project, number, approved, rejected, reason
  'owner rejected', // name, project, number, rejected, reason
  'owners decided', // number, count, approved, rejected
  'nobody decided', // project, number, count
  'stage not decided', // project, number, count, stage, stages
  'nobody decided to extend', // project, number, count
  'extension over', // project, number, count: the access ended before the owners decided
  'vote lost', // name, project, number
  'requester lost right', // name, number, kind (of the request)
  'approval escalated', // project, number
  'next stage asked', // project, number, passed, stages, asked (yes, or no), names
  'resume asked', // name, number
  'request ended', // number
  'person left', // name ('none' where nobody knows it), approvals, requests
  'stands in', // name, day
  'instead of requester', // name, number
  'owners not reached', // project, number
  'projects file', // place, words, more
  'project faults', // project, key, count
  'project left', // project, key, count, left (how many without an end)
  'channel moved', // project, name
  'channel lost', // project
  'partner accepted', // name, project, number, renamed (yes, or no), other (name)
  'delta silent',
  'credential ends', // what (graph or teams), kind (secret or certificate), day, days
  'credential over', // what, kind, day
  'access missing', // name, project, number, cause (a code of these)
  'guest gone', // name, project, number
  'guest never came', // name, project, number
  'partners accepted', // number, count, name (of the first)
  // about a project
  'owner unknown', // id
  'owner unfit', // name
  'owners group unknown', // id
  'owners too few', // needed, found
  'channel not reached',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];
