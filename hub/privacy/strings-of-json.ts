/** A string as it stands in sound JSON. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/** Whether a text is JSON that holds strings: an object, a list, or a string. */
export function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every string in sound JSON, names too, as it reads. */
export function* stringsOfJson(json: string): Generator<string> {
  for (const [literal] of json.matchAll(STRING)) yield readLiteral(literal);
}

/** The same JSON with other strings in it; whatever stays the same stays as it was written, such as long numbers. */
export function mapStringsOfJson(json: string, change: (text: string) => string): string {
  return json.replace(STRING, (literal) => {
    const text = readLiteral(literal);
    const changed = change(text);
    return changed === text ? literal : JSON.stringify(changed);
  });
}

function readLiteral(literal: string): string {
  return literal.includes("\\") ? (JSON.parse(literal) as string) : literal.slice(1, -1);
}
