/** What the review of a row that ends or extends found, as far as cards say it. */
export type RowFindings = {
  endsAt?: string | null;
  takes?: readonly unknown[];
  stays?: readonly unknown[];
  account?: { fate: string };
  deleted?: boolean;
};
