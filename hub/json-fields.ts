/** Reading JSON from outside: every value may be anything. Pure. */

export type JsonObject = Readonly<Record<string, unknown>>;

const NOTHING: JsonObject = Object.freeze({});

/** The value if it is a JSON object; otherwise an empty one (arrays included). */
export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : NOTHING;
}

/** Text or a finite number as trimmed text of at most `limit` UTF-16 units; undefined if nothing is left. */
export function asText(value: unknown, limit: number): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (text === "") return undefined;
  return text.length <= limit ? text : cut(text, limit);
}

/** Never through the middle of a character outside the basic plane: half of one is not text. */
function cut(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 2);
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

const plainNames = new Map<string, string>();
const REMEMBERED = 4000;

/** `Job Title`, `job_title` and `jobTitle` are one name: `jobtitle`. */
export function plainName(name: string): string {
  let plain = plainNames.get(name);
  if (plain === undefined) {
    plain = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    // Names come from outside: what is remembered is bounded.
    if (plainNames.size >= REMEMBERED) plainNames.clear();
    plainNames.set(name, plain);
  }
  return plain;
}

/** An object's values by plain name; the first of two names that are one stays. */
export class Fields {
  readonly #values = new Map<string, unknown>();

  constructor(...objects: JsonObject[]) {
    for (const object of objects) {
      for (const name of Object.keys(object)) {
        const plain = plainName(name);
        const value = object[name];
        if (value !== null && value !== undefined && !this.#values.has(plain)) this.#values.set(plain, value);
      }
    }
  }

  /** The first of these (plain names) that is there. */
  value(...names: string[]): unknown {
    for (const name of names) {
      const value = this.#values.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The first of these (plain names) that holds text. */
  text(limit: number, ...names: string[]): string | undefined {
    for (const name of names) {
      const text = asText(this.#values.get(name), limit);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** The first of these (plain names) that holds a number, or text that is one. */
  number(...names: string[]): number | undefined {
    for (const name of names) {
      const value = this.#values.get(name);
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      if (typeof number === "number" && Number.isFinite(number)) return number;
    }
    return undefined;
  }
}
