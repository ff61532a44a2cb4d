import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

test.each([
  [["a", "b"], "a,b\r\n"],
  [['say "so"', "x,y", "two\nlines"], '"say ""so""","x,y","two\nlines"\r\n'],
  [["=1+1", "+44", "-3", "@x"], "'=1+1,'+44,'-3,'@x\r\n"],
  [["", "Zoë"], ",Zoë\r\n"],
])("%j", (values, line) => {
  expect(csvLine(values)).toBe(line);
});
