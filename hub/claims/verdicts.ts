/**
 * SQL: whether an item counts among Landed and Fell flat: others may see it by now, it was not taken back, and its giver
 * said nothing newer of the same sentence to the same person.
 * @param now the parameter that holds the hub's time, such as `$2`
 */
export const isVerdict = (now: string, feedback = "f"): string =>
  `(${feedback}.type in ('landed', 'fell_flat') and ${isStanding(now, feedback)} and ${feedback}.replaced_at is null)`;

/** SQL: whether others may see an item by now, and it was not taken back. */
export const isStanding = (now: string, feedback = "f"): string =>
  `(${feedback}.visible_at <= ${now}::timestamptz and ${feedback}.taken_back_at is null)`;
