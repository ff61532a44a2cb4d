/** What a theme's key says: the column `theme` of `feedback` is made the same way. */
export interface ThemeKey {
  /** Of an asset or a claim; of words that are a theme by themselves the item's; null: about nothing. */
  about: string | null;
  type: string;
  reason: string | null;
}

/** Reads a key that the database made; of anything else the parts that it has. */
export function readThemeKey(key: string): ThemeKey {
  const [about = "", type = "", reason = ""] = key.split(":");
  return { about: about === "" ? null : about, type, reason: reason === "" ? null : reason };
}
