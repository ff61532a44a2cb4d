/** What rows of a table are called on screen, where its name is not the word for it. */
const CALLED: Record<string, [one: string, many: string]> = {
  look_up: ["look-up", "look-ups"],
  link_fetch: ["fetch of a link", "fetches of links"],
  link_view: ["reading of a link", "readings of links"],
};

/**
 * "4 touchpoints, 1,000 or more raw events": what retention deletes, or deleted.
 * @param tables with how many rows of each; `orMore` where counting stopped
 */
export function deletedWords(
  tables: readonly { table: string; rows: number; orMore?: boolean | undefined }[],
): string {
  const some = tables.filter(({ rows }) => rows > 0);
  if (some.length === 0) return "nothing went";
  return some
    .map(({ table, rows, orMore }) => {
      const name = table.replaceAll("_", " ");
      const [one, many] = CALLED[table] ?? [name, `${name}s`];
      return `${rows.toLocaleString("en-GB")}${orMore ? " or more" : ""} ${rows === 1 && !orMore ? one : many}`;
    })
    .join(", ");
}
