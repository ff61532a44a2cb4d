import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { addressesIn, cutAddresses, cutAddressesFromId, cutAddressesFromRaw } from "./addresses-in-text.ts";
import { addressPatterns } from "./name-patterns.ts";

const MAYA = "maya.okafor@initech.com";
const IDN = "jürgen@xn--bcher-kva.example";
const erased = new Set([MAYA, IDN, "a+b@initech.com", "maya@initech.example"]);

describe("an erased address is cut out", () => {
  test.each([
    ["maya.okafor@initech.com", "[erased]"],
    ["Write to Maya.Okafor@Initech.COM, please", "Write to [erased], please"],
    ["<maya.okafor@initech.com>", "<[erased]>"],
    ["'maya.okafor@initech.com'", "'[erased]'"],
    ["*maya.okafor@initech.com*", "*[erased]*"],
    ["mailto:maya.okafor@initech.com?subject=x", "mailto:[erased]?subject=x"],
    ["to maya.okafor@initech.com.", "to [erased]."],
    ["ask maya.okafor@initech.com.Thanks", "ask [erased].Thanks"],
    ["https://x.example/?email=maya.okafor@initech.com&y=1", "https://x.example/?email=[erased]&y=1"],
    ["https://x.example/?email=maya.okafor%40initech.com&y=1", "https://x.example/?email=[erased]&y=1"],
    [
      "https://x.example/?to=y%3Fe%3Dmaya.okafor%2540initech.com%26z",
      "https://x.example/?to=y%3Fe%3D[erased]%26z",
    ],
    ["q=hello+maya.okafor%40initech.com", "q=hello+[erased]"],
    ["https://x.example/u/maya.okafor@initech.com/edit", "https://x.example/u/[erased]/edit"],
    ["a%2Bb%40initech.com", "[erased]"],
    ['{"note":"line\\nmaya.okafor@initech.com\\tend"}', '{"note":"line\\n[erased]\\tend"}'],
    ['"{\\"email\\":\\"maya.okafor\\\\u0040initech.com\\"}"', '"{\\"email\\":\\"[erased]\\"}"'],
    ["maya.okafor&#64;initech.com", "[erased]"],
    ["auth0|maya.okafor@initech.com", "auth0|[erased]"],
    ["JÜRGEN@Bücher.example", "[erased]"],
    ["jürgen@xn--bcher-kva.example", "[erased]"],
    ["ju\u0308rgen@bu\u0308cher.example", "[erased]"],
    ["j%C3%BCrgen%40b%C3%BCcher.example", "[erased]"],
    ["maya.okafor@initech.com,maya.okafor@initech.com", "[erased],[erased]"],
    ["maya@initech.example", "[erased]"],
  ])("%s", (text, expected) => {
    expect(cutAddresses(text, erased)).toBe(expected);
  });
});

describe("others' addresses stay", () => {
  test.each([
    "xmaya.okafor@initech.com",
    "x.maya.okafor@initech.com",
    "maya.okafor+news@initech.com",
    "o'maya.okafor@initech.com",
    "maya.okafor@initech.com.au",
    "maya.okafor@initech.co",
    "okafor@initech.com",
    "maya.okafor at initech.com",
    "@initech.com maya.okafor",
    "",
  ])("%s", (text) => {
    expect(cutAddresses(text, erased)).toBe(text);
  });
});

test.each([
  ["m-maya.okafor@initech.com-17", "m-[erased]-17"],
  ["signup_maya.okafor%40initech.com", "signup_[erased]"],
  ["xmaya.okafor@initech.com", "xmaya.okafor@initech.com"],
])("an id that a program made: %s", (id, expected) => {
  expect(cutAddressesFromId(id, erased)).toBe(expected);
});

/** The database's filter, as it would read a text. */
const { like, regex } = addressPatterns(erased);
const patterns = like.map((one) => new RegExp(one.replaceAll(".", "\\.").replaceAll("%", "[^]*")));
const odd = new RegExp(regex);
function passes(text: string): boolean {
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return odd.test(lower) || patterns.some((pattern) => pattern.test(lower));
}

test("whatever is cut, the database's filter lets pass, however its letters are written", () => {
  const hex = (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
  const written = (letter: string) => [
    ...[letter, letter.toUpperCase(), letter.normalize("NFD"), hex(letter).join("")],
    hex(letter).join("").toUpperCase().replaceAll("%", "%25"),
    ...(letter === "k" ? ["\u212a"] : []),
    ...(letter >= "a" && letter <= "z" ? [String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)] : []),
  ];
  const text = fc
    .constantFrom(...erased)
    .chain((address) =>
      fc.tuple(...[...address].map((letter) => fc.constantFrom(letter, letter, ...written(letter)))),
    )
    .map((letters) => letters.join(""));
  let cut = 0;
  const dressed = text.chain((one) =>
    fc.constantFrom(one, `x ${one}.`, JSON.stringify({ one }), `?e=${one}&`),
  );
  fc.assert(
    fc.property(dressed, (one) => {
      if (cutAddresses(one, erased) === one) return;
      cut += 1;
      expect(passes(one), one).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(cut).toBeGreaterThan(100);
  expect(passes(JSON.stringify({ email: "bob@other.org", url: "https://x.example/?a=b%20c%2Fd" }))).toBe(
    false,
  );
});

test("cutting leaves JSON as JSON, nothing to be found, and the database's filter lets it pass", () => {
  const address = fc.constantFrom(...erased);
  const dressed = fc.constantFrom<(address: string) => string>(
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => encodeURIComponent(text),
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => `x=${text}&`,
    (text) => JSON.stringify({ text }),
    (text) => `\n${text}\t`,
    (text) => text.normalize("NFD"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), address, dressed)), (parts) => {
      const text = parts
        .map(([noise, one, dress]) => `${Buffer.from(noise).toString()} ${dress(one)} `)
        .join("");
      const json = JSON.stringify({ [text]: [text] });
      const cut = cutAddresses(json, erased);
      const [name, values] = Object.entries(JSON.parse(cut) as object)[0] ?? [];
      expect(String(name).split("[erased]").length).toBeGreaterThan(parts.length);
      for (const part of [cut, String(name), String(values)])
        expect([...addressesIn(part)].filter((found) => erased.has(found))).toEqual([]);
      if (parts.length > 0) expect(passes(json)).toBe(true);
    }),
  );
});

describe("a letter of an escape is nobody's", () => {
  // Each begins with the letter of an escape, and without it is somebody else's.
  const pairs = ["nelly", "telly", "relly", "belly", "felly", "u003celly"].map(
    (local) => `${local}@acme.com`,
  );
  const elly = "elly@acme.com";

  test.each(pairs)("%s is erased, and another's after an escape stays", (address) => {
    const kept = { text: `Participants:\n${elly}\t${elly}\r${elly}\b${elly}\f${elly} <${elly}>`, inner: "" };
    const piece = JSON.stringify(kept).slice(1);
    expect(cutAddressesFromRaw(piece, new Set([address]))).toBe(piece);
    kept.inner = JSON.stringify(kept);
    const json = JSON.stringify(kept);
    expect(cutAddresses(json, new Set([address]))).toBe(json);
  });

  test.each(pairs)(
    "%s is erased after any escape, in JSON, in JSON in it, and in a piece of it",
    (address) => {
      const text = (mail: string) => `\n${mail}\t${mail}\r${mail}\b${mail}\f${mail}"${mail}"\\${mail}`;
      const made = (mail: string) =>
        JSON.stringify({ text: text(mail), inner: JSON.stringify([text(mail)]) });
      expect(JSON.parse(cutAddresses(made(address), new Set([address])))).toEqual(
        JSON.parse(made("[erased]")),
      );
      const piece = JSON.stringify(text(address)).slice(1);
      expect(cutAddressesFromRaw(piece, new Set([address]))).toBe(JSON.stringify(text("[erased]")).slice(1));
    },
  );

  test("what is JSON stays JSON, and says of others what it said", () => {
    const some = fc.constantFrom(...pairs, elly, "bob@initech.com");
    const glue = fc.constantFrom("\n", "\t", "\r", "\b", "\f", "\u0001", '"', "<", " ", ", ");
    const words = fc.array(fc.tuple(glue, some)).map((parts) => parts.flat().join(""));
    const nested = words.chain((text) =>
      fc.constantFrom<unknown>(
        text,
        JSON.stringify(text),
        JSON.stringify([JSON.stringify({ [text]: text })]),
        {
          [text]: [text, 1, null],
        },
      ),
    );
    fc.assert(
      fc.property(nested, some, (value, address) => {
        const cut = JSON.parse(cutAddresses(JSON.stringify(value), new Set([address]))) as unknown;
        const left = addressesIn(JSON.stringify(value));
        left.delete(address);
        expect(addressesIn(JSON.stringify(cut))).toEqual(left);
      }),
    );
  });

  test("numbers, names that stand twice and white space stay as they were written", () => {
    const json = `{ "n": 12345678901234567890, "a": 1.0, "a": "x ${MAYA}" }`;
    expect(cutAddresses(json, erased)).toBe(json.replace(MAYA, "[erased]"));
  });
});

/** Texts that would cost most, and how much is read of each for the addresses that it may hold. */
test.each<[string, (n: number) => string]>([
  ["one sign after another, encoded", (n) => "%40".repeat(n)],
  ["signs with little between them", (n) => Array.from({ length: n }, (_, i) => `${i}%40a.b`).join("")],
  [
    "separators",
    (n) => Array.from({ length: n }, (_, i) => `${"/a=".repeat(130)}${i}@a-b-c-d-e.f`).join(" "),
  ],
  ["the same over and over", (n) => `${"/a=".repeat(130)}@a.b `.repeat(n)],
  ["encoded again and again", (n) => `${"%25252525".repeat(40)}x@a.b `.repeat(n)],
  ["nested JSON", (n) => JSON.stringify(JSON.stringify(Array.from({ length: n }, (_, i) => `\n${i}@a.b`)))],
])("the work grows with the text and no faster: %s", (_name, made) => {
  const normalize = vi.spyOn(String.prototype, "normalize");
  try {
    const work = (text: string) => {
      normalize.mockClear();
      const found = addressesIn(text).size;
      const read = normalize.mock.contexts.reduce<number>((sum, one) => sum + String(one).length, 0);
      expect(read).toBeLessThan(40 * text.length);
      expect(found).toBeLessThan(text.length);
      return read;
    };
    const [few, many] = [work(made(50)), work(made(200))];
    expect(many).toBeLessThanOrEqual(few * 5 + 4_000);
  } finally {
    normalize.mockRestore();
  }
});
