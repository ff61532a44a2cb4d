import { describe, expect, test } from "vitest";
import type { HostFamily } from "../crm/crm.ts";
import { type Registration, reconcile } from "./crm-registration.ts";

const family = (id: string, ...patterns: string[]): HostFamily => ({
  id,
  name: id,
  builtIn: false,
  patterns,
  domains: [],
});
const proxy = family("proxy", "https://*.a.example/*", "https://*.b.example/*");
const other = family("other", "https://*.c.example/*");
const registered = ({ id, patterns }: HostFamily): Registration => ({ id: `crm ${id}`, matches: patterns });

describe("where the content script is registered", () => {
  test.each<[string, HostFamily[], Registration[], HostFamily[], string[]]>([
    ["nothing granted, nothing registered", [], [], [], []],
    ["granted just now", [proxy], [], [proxy], []],
    ["lost with an update of the extension", [proxy, other], [registered(other)], [proxy], []],
    ["all as it should be", [proxy, other], [registered(other), registered(proxy)], [], []],
    ["taken away in the browser", [other], [registered(other), registered(proxy)], [], ["crm proxy"]],
    [
      "the browser names patterns in another order",
      [proxy],
      [{ id: "crm proxy", matches: [...proxy.patterns].reverse() }],
      [],
      [],
    ],
    [
      "this version knows other patterns",
      [proxy],
      [{ id: "crm proxy", matches: ["https://*.a.example/*"] }],
      [proxy],
      ["crm proxy"],
    ],
    ["a registration that nobody knows", [], [{ id: "crm of before" }], [], ["crm of before"]],
    ["a registration without patterns", [other], [{ id: "crm other" }], [other], ["crm other"]],
  ])("%s", (_what, granted, now, add, remove) => {
    expect(reconcile(granted, now)).toEqual({ add, remove });
  });
});
