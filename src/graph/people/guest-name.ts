/** A guest's sign-in name contains the address with `_` for `@`: jane_fabrikam.com#EXT#@contoso.onmicrosoft.com */
const guestName = /^(.+)_([^_]+)#EXT#@/i;

/** The address in a guest's sign-in name. Undefined for other names. */
export function addressInGuestName(name: string): string | undefined {
  const [, local, domain] = guestName.exec(name) ?? [];
  return local === undefined ? undefined : `${local}@${domain}`;
}

/** The sign-in name that an invitation gives. It always ends in the tenant's initial domain. */
export function guestNameFor(address: string, initialDomain: string): string {
  return `${address.replace('@', '_')}#EXT#@${initialDomain}`;
}

/**
 * The sign-in name before the deletion. Entra puts the object id without hyphens before the name of a deleted account,
 * so that the name is free again.
 */
export function nameBeforeDeletion(name: string, objectId: string): string {
  const mark = objectId.replaceAll('-', '').toLowerCase();
  return mark !== '' && name.toLowerCase().startsWith(mark) ? name.slice(mark.length) : name;
}
