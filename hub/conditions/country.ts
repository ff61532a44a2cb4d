const LANGUAGES = ["en", "de", "fr", "es"];
const ALSO: Readonly<Record<string, string>> = {
  usa: "us",
  "u.s.": "us",
  "u.s.a.": "us",
  "united states of america": "us",
  america: "us",
  uk: "gb",
  "great britain": "gb",
  england: "gb",
  scotland: "gb",
  holland: "nl",
  "the netherlands": "nl",
  "czech republic": "cz",
  uae: "ae",
  "south korea": "kr",
};

let codes: Map<string, string> | undefined;

/** One country under one word, whether it came as code or name, in English, German, French or Spanish. */
export function comparableCountry(text: string): string {
  const said = text.trim().toLowerCase();
  codes ??= readCodes();
  return codes.get(said) ?? said;
}

function readCodes(): Map<string, string> {
  const known = new Map<string, string>();
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = names.of(code.toUpperCase());
      if (name === undefined) continue;
      // Codes that are not in use any more have the name of another one.
      const country = known.get(code) ?? known.get(name.toLowerCase()) ?? code;
      known.set(code, country);
      if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), country);
    }
  }
  for (const [name, code] of Object.entries(ALSO)) known.set(name, code);
  return known;
}
