import { describe, expect, it } from "vitest";
import { filled, rateLimit } from "./rate-limit.ts";

const rate = { perSecond: 2, burst: 4 };

describe("a token bucket", () => {
  it.each([
    ["full stays full", { tokens: 4, at: 0 }, 60_000, 4],
    ["nothing at once", { tokens: 0, at: 0 }, 0, 0],
    ["half a second, one token", { tokens: 0, at: 0 }, 500, 1],
    ["parts of one count", { tokens: 0.5, at: 0 }, 125, 0.75],
    ["never more than a burst", { tokens: 3, at: 0 }, 10_000, 4],
    ["a clock that goes back gives nothing", { tokens: 1, at: 1000 }, 0, 1],
  ])("%s", (_what, bucket, now, tokens) => {
    expect(filled(bucket, rate, now)).toBe(tokens);
  });

  it("lets a burst pass, then so many a second, each for themselves", () => {
    let now = 0;
    const take = rateLimit(rate, () => now);
    expect([1, 2, 3, 4, 5, 6].map(() => take("a"))).toEqual([0, 0, 0, 0, 1, 1]);
    expect(take("b")).toBe(0);
    now = 1000;
    expect([1, 2, 3].map(() => take("a"))).toEqual([0, 0, 1]);
    now = 60_000;
    expect([1, 2, 3, 4, 5].map(() => take("a"))).toEqual([0, 0, 0, 0, 1]);
  });

  it("a slow rate says how long to wait", () => {
    const take = rateLimit({ perSecond: 0.1, burst: 1 }, () => 0);
    expect([take("a"), take("a")]).toEqual([0, 10]);
  });

  it("remembers no more than it may, and first forgets who was quiet the longest", () => {
    const take = rateLimit({ perSecond: 1, burst: 1 }, () => 0, 2);
    expect([take("a"), take("b"), take("a"), take("c")]).toEqual([0, 0, 1, 0]);
    // b was forgotten, and a was not.
    expect(take("a")).toBe(1);
    expect(take("b")).toBe(0);
  });
});
