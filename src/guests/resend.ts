const mark = 'resend ';

/** An invite step that mails somebody who is there already, because a person asked for it. */
export const isResend = (step: { detail: string }): boolean => step.detail.startsWith(mark);
