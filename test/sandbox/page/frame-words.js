// What stands around the chats, in the language of the browser: the mailbox, the bad days, the head.
import { en } from './frame-en.js';
import { nl } from './frame-nl.js';

export const frameLanguage = navigator.language.startsWith('nl') ? 'nl' : 'en';
export const words = frameLanguage === 'nl' ? nl : en;
