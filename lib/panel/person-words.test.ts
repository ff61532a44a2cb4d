import { expect, it } from "vitest";
import { calledName, headingName, personFacts, personLine, shortName } from "./person-words.ts";

it.each([
  ["Maya Okafor", "Maya"],
  ["Zoë Żółć-Łęcka", "Zoë"],
  ["Jean-Luc D’Arc", "Jean-Luc"],
  ["佐藤 由紀", "佐藤 由紀"],
  ["Dr. Anna Lindqvist", "Dr. Anna Lindqvist"],
  ["J. Smith", "J. Smith"],
  ["Cher", "Cher"],
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ["  ", undefined],
  [undefined, undefined],
])("%j is called %j", (name, short) => expect(shortName(name)).toBe(short));

it.each([
  ["Some Body", "Some Body"],
  ["Maria-Magdalena von Hohenstein-Wittgenau", "Maria-Magdalena"],
  [undefined, undefined],
])("%j is called %j where there is room", (name, called) => expect(calledName(name)).toBe(called));

it("says title and company, or what of them is known", () => {
  const company = { id: "c", name: "Initech" };
  expect(personLine({ title: "VP Data", company })).toBe("VP Data · Initech");
  expect(personLine({ company })).toBe("Initech");
  expect(personLine({})).toBeUndefined();
  expect(personLine(undefined)).toBeUndefined();
});

it("falls back to the address when there is no name", () => {
  expect(headingName({ name: " ", emails: ["a@b.example"] })).toBe("a@b.example");
  expect(headingName({ emails: [] })).toBeUndefined();
});

it("says stage, owner and address, as far as they are known", () => {
  const person = {
    id: "p",
    emails: ["m@initech.example", "maya@home.example"],
    stage: " Evaluating ",
    owner: "",
  };
  expect(personFacts(person)).toEqual([
    { term: "Stage", text: "Evaluating" },
    { term: "E-mail", text: "m@initech.example, maya@home.example" },
  ]);
  expect(personFacts({ id: "p", emails: [], owner: "dana@acme.example" })).toEqual([
    { term: "Owner", text: "dana@acme.example" },
  ]);
});
