import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { clientAddresses } from "./client-address.ts";

/** What the hub takes for the client's address. */
async function seen(trusted: string[], socket: string | undefined, forwarded?: string): Promise<string> {
  const addressOf = clientAddresses(trusted);
  const app = new Hono().get("/", (context) => context.text(addressOf(context)));
  const env = socket === undefined ? undefined : { incoming: { socket: { remoteAddress: socket } } };
  const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return (await app.request("/", { headers }, env)).text();
}

describe("the client's address", () => {
  test.each([
    ["is the socket's", [], "203.0.113.9", undefined, "203.0.113.9"],
    ["is not what a stranger says", [], "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["is what a trusted proxy says", ["10.0.0.7"], "10.0.0.7", "198.51.100.1", "198.51.100.1"],
    [
      "is the last that is no proxy",
      ["10.0.0.0/8"],
      "10.0.0.7",
      "1.1.1.1, 198.51.100.1, 10.2.2.2",
      "198.51.100.1",
    ],
    ["is the proxy's when it says nothing", ["10.0.0.7"], "10.0.0.7", undefined, "10.0.0.7"],
    ["is the proxy's when it says nonsense", ["10.0.0.7"], "10.0.0.7", "unknown", "10.0.0.7"],
    ["ends where all are proxies", ["10.0.0.0/8"], "10.0.0.7", "10.0.0.8", "10.0.0.8"],
    ["knows IPv4 in IPv6", ["10.0.0.7"], "::ffff:10.0.0.7", "2001:db8::1", "2001:db8::1"],
    ["takes a block of IPv6", ["2001:db8::/32"], "2001:db8::5", "198.51.100.1", "198.51.100.1"],
    ["is unknown without a socket", [], undefined, "198.51.100.1", "unknown"],
  ])("%s", async (_what, trusted, socket, forwarded, expected) => {
    expect(await seen(trusted, socket, forwarded)).toBe(expected);
  });
});

describe("a reader's own address", () => {
  test.each([
    ["is the socket's", [], "203.0.113.9", {}, "203.0.113.9"],
    [
      "is none behind a proxy that nobody named",
      [],
      "10.0.0.7",
      { "x-forwarded-for": "198.51.100.1" },
      "unknown",
      1,
    ],
    [
      "is none either where it speaks the newer way",
      [],
      "10.0.0.7",
      { forwarded: "for=198.51.100.1" },
      "unknown",
      1,
    ],
    [
      "is what a named one says",
      ["10.0.0.7"],
      "10.0.0.7",
      { "x-forwarded-for": "198.51.100.1" },
      "198.51.100.1",
    ],
    [
      "is none where another stands before the named one",
      ["10.0.0.7"],
      "10.0.0.7",
      { "x-forwarded-for": "198.51.100.1, 192.0.2.8" },
      "unknown",
      1,
    ],
    ["is none where a named one says nothing", ["10.0.0.7"], "10.0.0.7", {}, "unknown"],
    [
      "is not what a client says to a named one that asks for nothing else",
      ["10.0.0.7"],
      "10.0.0.7",
      { "x-forwarded-for": "198.51.100.1", forwarded: "for=192.0.2.9" },
      "198.51.100.1",
    ],
  ])("%s", async (_what, trusted, socket, headers, expected, warnings = 0) => {
    let warned = 0;
    const addressOf = clientAddresses(trusted, () => {
      warned += 1;
    });
    const app = new Hono().get("/", (context) => context.text(addressOf.own(context)));
    const env = { incoming: { socket: { remoteAddress: socket } } };
    for (let n = 0; n < 2; n += 1)
      expect(await (await app.request("/", { headers: headers as Record<string, string> }, env)).text()).toBe(
        expected,
      );
    expect(warned).toBe(warnings);
  });
});
