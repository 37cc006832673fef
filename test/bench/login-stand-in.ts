import { redirectLogin } from '../http/redirect-login.ts';

// Node loads this before the bot. It sends requests for Microsoft's login page to the address in LOGIN_STAND_IN.
redirectLogin(new URL(process.env.LOGIN_STAND_IN ?? ''));
