import { expect, it } from "vitest";
import { firstWord } from "./first-word.ts";

it("of several lines about one record, the first that says a thing is heard", () => {
  const heard = firstWord();
  const line = (records: string[], facts: object, email?: string) => ({
    records,
    facts,
    ...(email ? { email } : {}),
  });
  expect(heard(line(["a"], { title: "CTO" })).facts).toEqual({ title: "CTO" });
  expect(heard(line(["a"], { title: "CEO", stage: "Open" })).facts).toEqual({ stage: "Open" });
  expect(heard(line(["b"], { title: "CEO" })).facts).toEqual({ title: "CEO" });
  expect(heard(line(["a"], { stage: "Closed" })).facts).toEqual({});
  expect(heard(line([], { title: "CTO" }, "Maya@b.com")).facts).toEqual({ title: "CTO" });
  expect(heard(line([], { title: "CEO" }, "maya@B.com"))).toEqual({
    records: [],
    email: "maya@B.com",
    facts: {},
  });
});
