import code16000 from '../../cards/topics/16000.json' with { type: 'json' };
import code50020 from '../../cards/topics/50020.json' with { type: 'json' };
import code50105 from '../../cards/topics/50105.json' with { type: 'json' };
import code65005 from '../../cards/topics/65005.json' with { type: 'json' };
import code90071 from '../../cards/topics/90071.json' with { type: 'json' };
import code900561 from '../../cards/topics/900561.json' with { type: 'json' };
import accounts from '../../cards/topics/accounts.json' with { type: 'json' };
import addressChanged from '../../cards/topics/address-changed.json' with { type: 'json' };
import announce from '../../cards/topics/announce.json' with { type: 'json' };
import consent from '../../cards/topics/consent.json' with { type: 'json' };
import deciding from '../../cards/topics/deciding.json' with { type: 'json' };
import directLink from '../../cards/topics/direct-link.json' with { type: 'json' };
import directory from '../../cards/topics/directory.json' with { type: 'json' };
import domainBlocked from '../../cards/topics/domain-blocked.json' with { type: 'json' };
import google from '../../cards/topics/google.json' with { type: 'json' };
import groups from '../../cards/topics/groups.json' with { type: 'json' };
import invitationsOff from '../../cards/topics/invitations-off.json' with { type: 'json' };
import leave from '../../cards/topics/leave.json' with { type: 'json' };
import licences from '../../cards/topics/licences.json' with { type: 'json' };
import limits from '../../cards/topics/limits.json' with { type: 'json' };
import mailLook from '../../cards/topics/mail-look.json' with { type: 'json' };
import mailMissing from '../../cards/topics/mail-missing.json' with { type: 'json' };
import mfa from '../../cards/topics/mfa.json' with { type: 'json' };
import microsoftAccount from '../../cards/topics/microsoft-account.json' with { type: 'json' };
import onPremises from '../../cards/topics/on-premises.json' with { type: 'json' };
import openedTwice from '../../cards/topics/opened-twice.json' with { type: 'json' };
import otherClouds from '../../cards/topics/other-clouds.json' with { type: 'json' };
import otherCode from '../../cards/topics/other-code.json' with { type: 'json' };
import ownProvider from '../../cards/topics/own-provider.json' with { type: 'json' };
import passcode from '../../cards/topics/passcode.json' with { type: 'json' };
import reports from '../../cards/topics/reports.json' with { type: 'json' };
import seesNothing from '../../cards/topics/sees-nothing.json' with { type: 'json' };
import sharedChannels from '../../cards/topics/shared-channels.json' with { type: 'json' };
import stale from '../../cards/topics/stale.json' with { type: 'json' };
import terms from '../../cards/topics/terms.json' with { type: 'json' };
import workAccount from '../../cards/topics/work-account.json' with { type: 'json' };
import wrongAccount from '../../cards/topics/wrong-account.json' with { type: 'json' };

/** The words of a topic in one language. Each list has one text for each paragraph. */
export type TopicWords = {
  /** Short, for buttons and choices. */
  name: string;
  title: string;
  /** How the reader notices it, where the guest does not. */
  shows?: readonly string[];
  sees?: readonly string[];
  guest?: readonly string[];
  you?: readonly string[];
  know?: readonly string[];
};

/** One thing that people ask about guests. Each is a file of `cards/topics`. */
export type Topic = {
  /**
   * The public pages that the words were checked against. The card leads to the first. None for a topic about this bot
   * alone.
   */
  sources: readonly string[];
  /** Error codes of Entra, without AADSTS. */
  codes: readonly string[];
  /**
   * Questions of people, a phrase each: every term must occur, in any order. `|` parts the words that a term may be,
   * `*` stands for any ending.
   */
  asked: { en: readonly string[]; nl: readonly string[] };
  /** The topics that somebody may want next. */
  near: readonly string[];
  /** `{tenant}` stands for the tenant's id, `{code}` for an error code. */
  link?: { url: string; en: string; nl: string };
  en: TopicWords;
  nl: TopicWords;
};

/** Every topic by its name, in the order in which people read them. */
export const topics: ReadonlyMap<string, Topic> = new Map<string, Topic>([
  ['accounts', accounts],
  ['work-account', workAccount],
  ['microsoft-account', microsoftAccount],
  ['google', google],
  ['passcode', passcode],
  ['own-provider', ownProvider],
  ['consent', consent],
  ['terms', terms],
  ['mfa', mfa],
  ['wrong-account', wrongAccount],
  ['opened-twice', openedTwice],
  ['mail-missing', mailMissing],
  ['mail-look', mailLook],
  ['announce', announce],
  ['direct-link', directLink],
  ['sees-nothing', seesNothing],
  ['leave', leave],
  ['address-changed', addressChanged],
  ['stale', stale],
  ['directory', directory],
  ['groups', groups],
  ['shared-channels', sharedChannels],
  ['on-premises', onPremises],
  ['licences', licences],
  ['limits', limits],
  ['deciding', deciding],
  ['reports', reports],
  ['domain-blocked', domainBlocked],
  ['invitations-off', invitationsOff],
  ['other-clouds', otherClouds],
  ['other-code', otherCode],
  ['50020', code50020],
  ['50105', code50105],
  ['65005', code65005],
  ['90071', code90071],
  ['900561', code900561],
  ['16000', code16000],
]);
