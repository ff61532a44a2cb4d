import { expect, test } from "vitest";
import { disposition, safeName } from "./safe-name.ts";

test.each([
  ["Migration guide.pdf", "Migration guide.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\mia\\guide.pdf", "guide.pdf"],
  ['a "quoted" <name>.pdf', "a quoted name.pdf"],
  ["Leitfaden für Käufer.pdf", "Leitfaden für Käufer.pdf"],
  ["cod\u202efdp.exe", "codfdp.exe"],
  ["a\r\nSet-Cookie: x\u0000.pdf", "aSet-Cookie x.pdf"],
  ["...", "file"],
  ["../", "file"],
  ["  ", "file"],
  ["\u{1F4C4} deck.pdf", "\u{1F4C4} deck.pdf"],
])("%j is shown as %j", (name, shown) => {
  expect(safeName(name)).toBe(shown);
});

test("300 characters are cut so that the ending stays", () => {
  const shown = safeName(`${"é".repeat(300)}.pdf`);
  expect([...shown]).toHaveLength(120);
  expect(shown).toMatch(/é…\.pdf$/);
});

test("a header holds it in both forms, and nothing else", () => {
  expect(disposition("attachment", 'Käufer; "x"\r\n(1).pdf')).toBe(
    "attachment; filename=\"K_ufer_ x(1).pdf\"; filename*=UTF-8''K%C3%A4ufer%3B%20x%281%29.pdf",
  );
});
