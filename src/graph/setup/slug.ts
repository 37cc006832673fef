/** A name in letters, digits and hyphens, of at most so many characters. `otherwise` where none is left. */
export const slug = (name: string, most: number, otherwise: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most) || otherwise;
