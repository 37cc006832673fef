/** The things that may change between the review of an end, an extension or a removal and its Confirm. */
export type SinceReview = 'access' | 'accepted' | 'taken' | 'account' | 'end' | 'projects';
