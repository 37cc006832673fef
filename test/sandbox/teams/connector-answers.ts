import type { Answer } from './http.ts';

const refusal = (status: number, code: string, message: string, more: object = {}): Answer => ({
  status,
  body: { error: { code, message, ...more } },
});

/** Error codes of https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
export const refusals = {
  badSyntax: (message: string) => refusal(400, 'BadSyntax', message),
  notInRoster: () =>
    refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  writesBlocked: () =>
    refusal(403, 'MessageWritesBlocked', 'Message writes are blocked', {
      innerHttpError: { statusCode: 403, body: { subCode: 'MessageWritesBlocked' } },
    }),
  forbidden: () =>
    refusal(403, 'ForbiddenOperationException', 'The bot is not installed in user personal scope'),
  noConversation: () => refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  noActivity: () => refusal(404, 'ActivityNotFoundInConversation', 'Activity not found.'),
  noMember: () => refusal(404, 'MemberNotFoundInConversation', 'Member not found.'),
  noRoute: () => refusal(404, 'ServiceError', 'No such operation.'),
  tooLarge: () => refusal(413, 'MessageSizeTooBig', 'Message size too large.'),
  throttled: (seconds: number | undefined): Answer => ({
    ...refusal(429, 'Throttled', 'Too many requests.'),
    ...(seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } }),
  }),
  oneShot: (how: {
    status: number;
    code?: string;
    headers?: Readonly<Record<string, string>>;
  }) => ({
    ...refusal(how.status, how.code ?? 'ServiceError', 'The practice Teams was told to fail.'),
    ...(how.headers ? { headers: how.headers } : {}),
  }),
};
