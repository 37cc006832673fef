/** The codes of reasons about taking access back, moving its end, and accounts. */
export const endingReasonCodes = [
  'licence not theirs', // name: a group gives it, so nobody can take it from the person
  'take refused', // name; graph, said: as of an invitation
  'take not permitted', // name, kind (of the grant), permission
  'change not shown', // minutes
  'account change refused', // graph, said
  'operator account', // the account is an operator's: no end blocks or removes it
  'role holder', // the account has a directory role: no application may block or remove it
  'permission missing', // permission
  'account not blocked', // permission: the access ended all the same
  'block refused', // graph, said: the access ended all the same
  'block gave up', // Entra gave no answer that settles it
  'sessions not ended', // permission ('none' where that is not why)
  'blocked all the same', // removes: yes | no; the end left access
  'restored blocked', // why: us | others (blocked it)
  'account not unblocked', // permission
  'grant gone already', // name
  'grant there before', // name
  'grant needed elsewhere', // name; number, waits (yes): the one request that needs it waits for approval
  'grant through group', // name
  'grant by rule', // name
  'grant given again', // name
  'account kept by rule',
  'account needed', // number, waits: as of a grant
  'account not ours',
  'account of member',
  'account blocked by others',
  'account unblocked since',
  'account gone already',
  'roles not readable',
  'guest unknown', // address
  'guest not in project', // address, project
  'end under way', // address, project, number (of the request that ends it)
  'access of deleted', // address
  'own account',
  'account lists', // for somebody who may not drop files
  'end before beginning', // address, value
  'over before begun', // address, value
  'end as before', // address, value
  'end moved', // from (YYYY-MM-DD, or none), day
  'access over already', // address, project
  'longer access since', // address, project, number (of the request that gave it)
  'nothing given yet', // address, project, number (of the request that waits for approval)
  'approval undone before', // address, project, number (of the request that undid it)
  'extended since',
  'accepted since', // address
  'nothing to take',
  'taken in part', // number (of the request that ends it)
  'left later', // number (of the request that ends it)
  'nothing taken', // number (of the request that ends it)
  'gone before', // number (of the request that ends it)
  'given again',
  'not begun',
  'account not deleted', // address
  'account gone for good', // address
  'removal not known',
  'needed here too', // count: guests who have the access through another project
  'needed after end', // count: guests whose access an end is to take, or could not take
  'stays longer', // count: guests whose access ends before the day that the list names
  'blocked by us', // count
  'access ends soon', // project, count, day
  'partner ends', // name, address, day
  'access ended', // project, count, number
  'access revoked', // name, project, count, number
  'returned access taken', // project, count, number
  'approval undone', // name, project, count, number, asked (the request that invited)
  'access kept', // project, count, number
  'access gone before', // project, count, number
  'access not ended', // project, count, number
  'accounts left open', // project, count, number
  'sessions left open', // project, count, number
  'removals refused', // number, count
  'removals not known', // number, count
  'accounts removed', // name, project, number, count
  'accounts removed as planned', // project, number, count
  'accounts removed in channel', // project, count
  'access taken late', // project, number, count
  'access ended in channel', // project, count
  'invitations taken back in channel', // project, count
  'asked in channel', // requester, project, number, kind, count
  'decided in channel', // requester, project, number, kind, approved, rejected
  'not decided in channel', // requester, project, number, kind, count
] as const;
