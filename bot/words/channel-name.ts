import { clean } from './clean.ts';

/** A partner's name where others read along: of one that is an address, only what stands before the @. */
export function channelName(name: string, most = 80): string {
  return clean(name.replace(/(\S+)@\S+/g, '$1'), most);
}
