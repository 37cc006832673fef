/** The findings of the review of a row that ends or extends, as far as cards say them. */
export type RowFindings = {
  endsAt?: string | null;
  takes?: readonly unknown[];
  stays?: readonly unknown[];
  account?: { fate: string };
  deleted?: boolean;
};
