/** The events of a guest's history that the card tells. */
export const guestEvents = [
  'guest accepted',
  'guest reset',
  'guest deleted',
  'guest returned',
  'access repaired',
  'name taken',
  'access ended', // number
  'access revoked', // number, name
  'returned access taken', // number
  'access kept', // number, name
  'access gone before', // number, name
  'access left', // number, name
  'approval undone', // number, name
  'access extended', // number, name, day
  'account blocked', // day: on which the bot is to remove it
  'account unblocked',
  'account opened by hand',
  'account removed', // number, name
  'removal given up',
  'removal refused', // number
  'removal not known', // number
  'account restored', // number, name
  'restored still blocked', // number, name
  'approved', // number, name
  'rejected', // number, name
  'not decided', // number
  'withdrawn', // number
  'cancelled', // number
  'invited', // number
  'restored', // number
  'access given', // number
  'resend asked', // name
  'mail sent again', // number
  'mail not sent again', // number
  'mail sent again unknown', // number
] as const;
export type GuestEvent = (typeof guestEvents)[number];
