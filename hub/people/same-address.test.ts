import { describe, expect, it } from "vitest";
import { areOthersNames } from "./same-address.ts";

describe("the names of two records with one address", () => {
  it.each([
    ["Maya Okafor", "Tomasz Zieliński"],
    ["Ann Lee", "Bob Ray"],
    ["Анна Иванова", "Пётр Сидоров"],
    ["山田太郎", "佐藤花子"],
  ])("%s and %s are two people's", (one, other) => {
    expect(areOthersNames(one, other)).toBe(true);
    expect(areOthersNames(other, one)).toBe(true);
  });

  it.each([
    ["Maya Okafor", "Maya Okafor"],
    ["Maya Okafor", "OKAFOR, Maya"],
    ["Maya Okafor", "Maya Zieliński"],
    ["Tomasz Zieliński", "T. Zielinski"],
    ["José", "JOSE\u0301 Pérez"],
    ["山田太郎", "山田 太郎"],
    ["A", "B"],
    ["Maya", undefined],
    ["Maya", "Unknown"],
    ["Maya", "[not provided]"],
    ["Maya", "test"],
    ["Maya Okafor", "mokafor@initech.com"],
    ["Maya", "???"],
    [undefined, undefined],
  ])("%s and %s may be one's", (one, other) => {
    expect(areOthersNames(one, other)).toBe(false);
    expect(areOthersNames(other, one)).toBe(false);
  });
});
