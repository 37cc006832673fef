const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A directory id in lower case, the form in which the bot compares ids; undefined for other text. */
export function readGuid(text: string): string | undefined {
  const trimmed = text.trim();
  return form.test(trimmed) ? trimmed.toLowerCase() : undefined;
}
