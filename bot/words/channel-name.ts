import { clean } from './clean.ts';

/** A partner's name for messages that others read too. Of an address in it only the part before the @ stays. */
export function channelName(name: string, most = 80): string {
  return clean(name.replace(/(\S+)@\S+/g, '$1'), most);
}
