/** What was done, as far as conditions ask: several touchpoints may share one. */
export interface What {
  kind: string;
  title: string;
  /** Title, detail and address, in which "about" is sought; lower case. */
  about: string;
  /** The person's own words; lower case. */
  said: string | undefined;
  /** Its number among those of a population, for what is remembered of it; -1 for one that stands alone. */
  index: number;
}

/** A person's own active touchpoints, newest first. Times in milliseconds. */
export interface History {
  readonly length: number;
  at(n: number): number;
  what(n: number): What;
}

/** What is known of one person at one time. A fact that nobody told is absent: unknown is not false. */
export interface PersonFacts {
  title: string | undefined;
  /** `first`: nobody told of another before, so it may have been so for longer. */
  stage: { value: string; since: number; first: boolean } | undefined;
  industry: string | undefined;
  country: string | undefined;
  /** As it was said: "350", "200-1000", "1,000+". */
  employees: string | undefined;
  /** Since when; absent where nobody said that they did. */
  unsubscribed: number | undefined;
  history: History;
  /** Everything they did since then is in `history`; `-Infinity`: all of it is. */
  completeSince: number;
  /** How often they did each kind in all, if that is known to be their own doing alone. */
  totals: ReadonlyMap<string, number> | undefined;
  /** Whether any tool tells what people do. */
  hasTools: boolean;
  /** Assets by id, and when last. */
  sent: ReadonlyMap<string, number>;
  read: ReadonlyMap<string, number>;
}

/** The history before a moment, without copying it. */
export function historyBefore(history: History, n: number): History {
  return {
    length: history.length - n,
    at: (i) => history.at(i + n),
    what: (i) => history.what(i + n),
  };
}
