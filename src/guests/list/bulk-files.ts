import { foldHeading } from './list-header.ts';
import { ListRefused, type ListRefusedCode } from './list-refused.ts';

/**
 * Property in brackets in the one column of Microsoft's files:
 * https://learn.microsoft.com/entra/identity/users/users-bulk-delete and users-bulk-restore.
 */
const accountProperties = { userprincipalname: 'remove', objectid: 'restore' } as const;
type AccountTask = (typeof accountProperties)[keyof typeof accountProperties];

const accountFiles = {
  remove: 'bulk delete file',
  restore: 'bulk restore file',
} as const satisfies Record<AccountTask, ListRefusedCode>;

/** Properties of Microsoft's files for other tasks. */
const otherFiles: Readonly<Record<string, ListRefusedCode>> = {
  passwordprofile: 'bulk create file',
  memberobjectidorupn: 'group import file',
};
/** The same files without brackets, when this is their only heading. */
const bareHeadings: Readonly<Record<string, ListRefusedCode>> = {
  userprincipalname: accountFiles.remove,
  memberobjectidoruserprincipalname: 'group import file',
  memberobjectidorupn: 'group import file',
};
/** Properties of the file that invites. */
const inviting: readonly string[] = [
  'inviteeemail',
  'inviteredirecturl',
  'sendemail',
  'customizedmessagebody',
];

/**
 * Reads a line as the heading of Microsoft's file for bulk deletion or restoration. Undefined for any other line.
 * Throws ListRefused where other columns stand beside the accounts: an export of users, or the file that creates them,
 * says nothing about what is to become of them.
 */
export function accountColumn(
  cells: readonly string[],
): { kind: AccountTask; index: number } | undefined {
  const properties = propertiesOf(cells);
  const index = properties.findIndex((property) => taskOf(property) !== undefined);
  const kind = taskOf(properties[index]);
  if (kind === undefined) return undefined;
  if (properties.some((property) => inviting.includes(property ?? ''))) {
    throw new ListRefused('mixed list');
  }
  const other = properties.flatMap((property) => otherFiles[property ?? ''] ?? [])[0];
  if (other !== undefined) throw new ListRefused(other);
  const filled = cells.filter((cell) => cell.trim() !== '');
  // A reader that tries another separator sees all columns in one cell.
  if (filled.length > 1 || filled.some((cell) => /[,;|\t]/.test(cell))) {
    throw new ListRefused('users export file', { column: cells[index]?.trim() ?? '' });
  }
  return { kind, index };
}

/** Refuses the headings of Microsoft's files that delete, restore or create people, or put them into groups. */
export function refuseBulkFile(cells: readonly string[]): void {
  const task = accountColumn(cells)?.kind;
  if (task !== undefined) throw new ListRefused(accountFiles[task]);
  const headings = cells.map(foldHeading).filter(Boolean);
  const [only = ''] = headings.length === 1 ? headings : [];
  const [other = bareHeadings[only]] = propertiesOf(cells).flatMap(
    (property) => otherFiles[property ?? ''] ?? [],
  );
  if (other !== undefined) throw new ListRefused(other);
}

/** Refuses headings that name accounts beside an address: a list that removes or restores accounts never invites. */
export function refuseMixed(cells: readonly string[]): void {
  if (propertiesOf(cells).some((property) => taskOf(property) !== undefined)) {
    throw new ListRefused('mixed list');
  }
}

const propertiesOf = (cells: readonly string[]) =>
  cells.map((cell) => /\[\s*(\w+)\s*\]/.exec(cell)?.[1]?.toLowerCase());

const taskOf = (property: string | undefined): AccountTask | undefined =>
  property === 'userprincipalname' || property === 'objectid'
    ? accountProperties[property]
    : undefined;
