/** True for an invite step that mails an existing guest once more, because a person asked for it. */
export const isResend = (step: { resend: number }): boolean => step.resend > 0;
