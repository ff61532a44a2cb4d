/**
 * SQL: whether others may see an item by now: its giver's undo time is over, and it was not taken back. Whatever
 * marketing sees, counts or is told asks this.
 * @param now the parameter that holds the hub's time, such as `$2`
 */
export const isVisible = (now: string, feedback = "f"): string =>
  `(${feedback}.visible_at <= ${now}::timestamptz and ${feedback}.taken_back_at is null)`;

/**
 * SQL: whether an item counts among Landed and Fell flat: visible, and its giver said nothing newer of the same sentence
 * to the same person.
 */
export const isVerdict = (now: string, feedback = "f"): string =>
  `(${feedback}.type in ('landed', 'fell_flat') and ${isVisible(now, feedback)} and ${feedback}.replaced_at is null)`;
