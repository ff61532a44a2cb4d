const MOST_NAMES = 3;

/**
 * "Improved with feedback from Nadia Brandt and a rep": those who agreed by name, the others as reps.
 * @param names one each giver, in order; null: who did not agree, or did not say so yet
 */
export function creditWords(names: readonly (string | null)[]): string {
  const known = names.filter((name) => name !== null);
  const shown = known.slice(0, MOST_NAMES);
  const others = names.length - shown.length;
  const rest = known.length > MOST_NAMES ? [`${others} more`] : others === 0 ? [] : [repWords(others)];
  return `Improved with feedback from ${listed([...shown, ...rest])}`;
}

const repWords = (count: number) => (count === 1 ? "a rep" : `${count} reps`);

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
