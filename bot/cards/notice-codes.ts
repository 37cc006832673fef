/** The short answers. Each has a title, which never holds a value, and a text, which may. */
export const noticeCodes = [
  'unknown command',
  'did you mean', // nearest
  'reading',
  'read',
  'checking',
  'checked',
  'may not ask',
  'may not ask with files', // most
  'refused',
  'not found',
  'guest not found', // command
  'address unread',
  'nobody fits', // command
  'person left',
  'no projects',
  'nothing to choose', // what
  'number missing', // count
  'access ends',
  'access over',
  'access stays',
  'access left',
  'access over here',
  'approval undone',
  'invitations back here',
  'accounts removed',
  'accounts removed here',
  'owners asked',
  'approval over',
  'project unknown', // project, nearest ('' if none)
  'days unclear', // days
  'audit too long', // from, to: the first day asked for, and the last one that is near enough
  'nobody named',
  'invite whom',
  'form taken',
  'nothing to end',
  'nobody to mail', // project, lately, off, refused: counts; days
  'too late to undo',
  'nothing to undo',
  'operators only',
  'owners only',
  'date unfit',
  'revoke is now',
  'revoke whom',
  'extend whom',
  'remove whom',
  'restore whom',
  'remove or revoke', // project
  'revoke where',
  'extend where',
  'revoke one project',
  'extend one project',
  'extend one date',
  'several guests fit', // text, what: revoke or extend, more: yes or no
  'no guest fits', // text, what
  'end stays', // day: the latest one that is possible
  'end none',
  'review follows', // number
  'until when',
  'list refused', // give `list` too
  'no rows',
  'no accounts', // kind: remove or restore
  'file in channel',
  'personal only',
  'several files',
  'link instead of file',
  'picture of a list',
  'link lapsed',
  'edit not read', // number
  'file cut short', // name
  'file not fetched',
  'file too slow',
  'host refused',
  'file redirected',
  'changed',
  'not yours',
  'ended',
  'confirmed already',
  'list follows',
  'rows wrong',
  'ending rows wrong',
  'choose project',
  'choice not offered', // field
  'own request',
  'not owner',
  'decided already',
  'nobody to take over',
  'cannot take over',
  'too few left', // count
  'owner not reached',
  'stand-in none', // example
  'stand-in named', // name, day, own, projects
  'stand-in decides already', // name
  'stand-in gone', // name, example
  'stand-in over',
  'stand-in for nothing',
  'stand-in until when', // example
  'stand-in too long',
  'stand-in day unfit',
  'stand-in unknown', // example
  'stand-in unfit',
  'stands in',
  'reason missing',
  'request reason missing',
  'rows malformed', // total
  'rows over',
  'no rows chosen',
  'no links',
  'links later',
  'file follows',
  'file waits',
  'files busy',
  'file too long', // most: megabytes
  'file declined',
  'file saved', // name
  'file lost',
  'retry begun', // number
  'nothing to retry', // number
  'resend begun', // count
  'resend under way',
  'resend accepted already',
  'resend not open',
  'resend once a day',
  'nothing to resend',
  'resumed',
  'held',
  'released', // number
  'resume asked',
  'cancelled', // number
  'nothing to cancel', // number
  'ends by date', // number
  'put on hold', // number, what (ends or asked)
  'nothing to hold', // number
  'not confirmed yet', // number
  'held by operator', // number
  'on hold',
  'owner approved',
  'owner approved some',
  'owner rejected',
  'owners decided',
  'not decided',
  'end not moved',
  'vote lost',
  'right lost',
  'asked further',
  'nobody decides',
  'owners away',
  'projects faulty',
  'project unfit',
  'project left',
  'channel left',
  'channel lost',
  'accepted',
  'several accepted',
  'day told',
  'access lost',
  'delta silent',
  'credential ends',
  'credential over',
  'guest gone',
  'guests gone',
  'linked', // project
  'linked already', // project
  'link where',
  'link what', // example
  'may not link',
  'muted', // project
  'muted already', // project
  'unmuted', // project, count
  'not muted', // project
  'mute where',
  'may not mute',
  'sent to you',
  'write me first',
  'news',
  'all stopped',
  'stop over',
  'nothing to resume', // number
  'resend a minute ago',
  'going on asked',
  'graph away',
  'rights unknown',
  'entra said',
  'entra said nothing',
  'graph refuses',
  'too much',
  'fault', // correlation
] as const;
export type NoticeCode = (typeof noticeCodes)[number];
