// The words around the chats (head, mailbox, problems, network log), in the browser's language.
import { en } from './frame-en.js';
import { nl } from './frame-nl.js';

export const frameLanguage = navigator.language.startsWith('nl') ? 'nl' : 'en';
export const words = frameLanguage === 'nl' ? nl : en;
