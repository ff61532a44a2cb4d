/** Characters of a shape. */
const LONGEST = 1_000;
/** Of a name; and what else shows that a name is somebody's: an address, a number that one can call. */
const LONGEST_NAME = 60;
const TELLING = /@|\d{6}/;

/**
 * What an event looks like, without anything that it says: its names, nested, and the kinds of their values,
 * such as `{"type":"string","properties":{"minutes":"number"}}`. Of a list, its first.
 * @param json as `JSON.stringify` writes it, or only its beginning: the shape then ends in `…`, as a long one does
 */
export function shapeOf(json: string): string {
  const reader = new ShapeReader(json);
  try {
    reader.value();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return `${reader.shape.slice(0, LONGEST)}…`;
  }
  return reader.shape;
}

class Enough extends Error {
  override readonly name = "Enough";
}

const KINDS: Readonly<Record<string, string>> = {
  '"': '"string"',
  t: '"boolean"',
  f: '"boolean"',
  n: "null",
};

/** Walks through the text once, without making values of it: a text of any size and depth costs the same care. */
class ShapeReader {
  shape = "";
  #at = 0;
  readonly #json: string;

  constructor(json: string) {
    this.#json = json;
  }

  value(): void {
    // Closing brackets that are still owed; of a list also whether its first is over.
    const open: string[] = [];
    for (;;) {
      const first = this.#peek();
      if (first === "{" || first === "[") {
        this.#at++;
        const close = first === "{" ? "}" : "]";
        this.#write(first);
        open.push(close);
        if (this.#peek() !== close) {
          if (close === "}") this.#name();
          continue;
        }
      } else {
        this.#write(KINDS[first] ?? '"number"');
        this.#skipScalar();
      }
      if (!this.#next(open)) return;
    }
  }

  /** Goes on behind a value. @returns false at the end */
  #next(open: string[]): boolean {
    for (let close = open.at(-1); close !== undefined; close = open.at(-1)) {
      if (this.#peek() === close) {
        this.#at++;
      } else {
        this.#at++;
        if (close === "}") {
          this.#write(",");
          this.#name();
          return true;
        }
        this.#skipList();
        this.#write(",…");
      }
      this.#write(close);
      open.pop();
    }
    return false;
  }

  #name(): void {
    const name = this.#text();
    this.#at++;
    this.#write(`${name.length > LONGEST_NAME || TELLING.test(name) ? '"…"' : `"${name}"`}:`);
  }

  /** The rest of a list, its bracket included. */
  #skipList(): void {
    for (let depth = 1; depth > 0; ) {
      const next = this.#peek();
      if (next === '"') {
        this.#text();
        continue;
      }
      if (next === "[" || next === "{") depth++;
      if (next === "]" || next === "}") depth--;
      this.#at++;
    }
  }

  #skipScalar(): void {
    if (this.#peek() === '"') {
      this.#text();
      return;
    }
    while (this.#at < this.#json.length && !",]}".includes(this.#json[this.#at] ?? "")) this.#at++;
  }

  /** What stands between quotes, as it is written. */
  #text(): string {
    const start = this.#at + 1;
    for (this.#at = start; this.#peek() !== '"'; this.#at++) if (this.#peek() === "\\") this.#at++;
    return this.#json.slice(start, this.#at++);
  }

  #peek(): string {
    const next = this.#json[this.#at];
    if (next === undefined) throw new Enough();
    return next;
  }

  #write(text: string): void {
    this.shape += text;
    if (this.shape.length > LONGEST) throw new Enough();
  }
}
