/** The columns of a project's guests as a file. Never translated. */
export const guestColumns = [
  'Name',
  'Email',
  'Organisation',
  'Status',
  'Since',
  'Until',
  'AskedBy',
  'RequestNumber',
  'Origin',
] as const;

/** One guest of a project. Days as YYYY-MM-DD. */
export type GuestLine = {
  name: string;
  address: string;
  organisation: string | null;
  /** False: invited, and has not accepted yet. */
  accepted: boolean;
  since: string | undefined;
  until: string | undefined;
  requesters: string | null;
  requestId: number | null;
  /** Added to the project's groups by somebody else than this bot. */
  elsewhere: boolean;
};

/** The cells of one guest, in the order of the columns. */
export const guestCells = (guest: GuestLine): string[] => [
  guest.name,
  guest.address,
  guest.organisation ?? '',
  guest.accepted ? 'accepted' : 'pending',
  guest.since ?? '',
  guest.until ?? '',
  guest.requesters ?? '',
  guest.requestId === null ? '' : String(guest.requestId),
  guest.elsewhere ? 'elsewhere' : 'invited',
];
