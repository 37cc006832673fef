import { type Finding, inArea } from './finding.ts';

const found = inArea('mail');

/** Looks a name up in the DNS. Empty: there is no such record. Throws where nobody can tell. */
export type MailRecords = {
  texts: (name: string) => Promise<readonly string[]>;
  aliases: (name: string) => Promise<readonly string[]>;
};

/**
 * Looks for the records without which other mail servers refuse or hide the invitations.
 * https://learn.microsoft.com/defender-office-365/email-authentication-about
 */
export async function checkMailRecords(records: MailRecords, domain: string): Promise<Finding[]> {
  try {
    const [spf, dmarc, ...dkim] = await Promise.all([
      records.texts(domain),
      records.texts(`_dmarc.${domain}`),
      records.aliases(`selector1._domainkey.${domain}`),
      records.aliases(`selector2._domainkey.${domain}`),
    ]);
    const faults = [
      ...(spf.some(namesMicrosoft) ? [] : [found('spf missing', { domain })]),
      ...(dkim.flat().length > 0 ? [] : [found('dkim missing', { domain })]),
      ...(dmarc.some((text) => /^v=DMARC1\b/i.test(text))
        ? []
        : [found('dmarc missing', { domain })]),
    ];
    return faults.length > 0 ? faults : [found('mail records right', { domain })];
  } catch {
    return [found('mail records unknown', { domain })];
  }
}

/** Exchange Online's servers, in the public and the other clouds. */
const namesMicrosoft = (text: string) =>
  /^v=spf1\b/i.test(text) &&
  /\bspf\.protection\.(outlook|office365)\.|partner\.outlook\.cn/i.test(text);
