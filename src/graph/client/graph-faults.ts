import type { Reason } from '../../guests/reason.ts';

/** Graph gave no answer, or asked the bot to wait. The caller may ask again after the seconds. */
export class GraphUnavailable extends Error {
  readonly retryAfterSeconds: number;
  /** True: Graph stated the seconds. */
  readonly stated: boolean;
  constructor(retryAfterSeconds: number, options?: ErrorOptions & { stated?: boolean }) {
    super('Microsoft Graph is not available', options);
    this.name = 'GraphUnavailable';
    this.retryAfterSeconds = retryAfterSeconds;
    this.stated = options?.stated ?? false;
  }
}

/** Graph refuses the bot itself. Asking again changes nothing before an operator acts. */
export class GraphRefused extends Error {
  readonly reason: Reason;
  readonly status: number | undefined;
  constructor(reason: Reason, status?: number) {
    super(`Microsoft Graph refused: ${reason.code}`);
    this.name = 'GraphRefused';
    this.reason = reason;
    this.status = status;
  }
}
