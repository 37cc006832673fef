import type { SignIn } from './redemption.ts';

type Words = {
  ways: Readonly<Record<SignIn, string>>;
  asks: readonly string[];
} & Record<
  | 'signIn'
  | 'how'
  | 'next'
  | 'review'
  | 'wants'
  | 'trust'
  | 'privacy'
  | 'noPrivacy'
  | 'accept'
  | 'cancel'
  | 'landed'
  | 'member'
  | 'leads'
  | 'stays',
  string
>;

/** The words of the sign-in pages. */
export const signInWords: Readonly<Record<'en' | 'nl', Words>> = {
  en: {
    ways: {
      'work account': 'Work or school account (Microsoft Entra)',
      'microsoft account': 'Personal Microsoft account',
      google: 'Google account',
      'one-time passcode': 'One-time passcode by mail',
    },
    signIn: 'Sign in',
    how: 'How do you sign in?',
    next: 'Next',
    review: 'Review permissions',
    wants: 'would like to:',
    asks: [
      'receive your profile data: your name, photo and e-mail address',
      'collect and log your activity',
      'use your profile data and activity data',
    ],
    trust: 'Accept only if you trust',
    privacy: 'Read its privacy statement:',
    noPrivacy: 'It has not given a link to its privacy statement.',
    accept: 'Accept',
    cancel: 'Cancel',
    landed: 'You are in',
    member: 'You are now a guest of',
    leads: 'Your browser would now go to',
    stays: 'This is a practice: nothing leaves this machine.',
  },
  nl: {
    ways: {
      'work account': 'Werk- of schoolaccount (Microsoft Entra)',
      'microsoft account': 'Persoonlijk Microsoft-account',
      google: 'Google-account',
      'one-time passcode': 'Eenmalige toegangscode per e-mail',
    },
    signIn: 'Aanmelden',
    how: 'Hoe meldt u zich aan?',
    next: 'Volgende',
    review: 'Machtigingen controleren',
    wants: 'wil graag:',
    asks: [
      'uw profielgegevens ontvangen: uw naam, foto en e-mailadres',
      'uw activiteit verzamelen en vastleggen',
      'uw profiel- en activiteitsgegevens gebruiken',
    ],
    trust: 'Accepteer alleen als u vertrouwen hebt in',
    privacy: 'Lees de privacyverklaring:',
    noPrivacy: 'Er is geen koppeling naar een privacyverklaring opgegeven.',
    accept: 'Accepteren',
    cancel: 'Annuleren',
    landed: 'U bent binnen',
    member: 'U bent nu gast van',
    leads: 'Uw browser zou nu gaan naar',
    stays: 'Dit is een oefening: er verlaat niets deze machine.',
  },
};
