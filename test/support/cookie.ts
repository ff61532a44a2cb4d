import { randomUUID } from "node:crypto";
import { addressOf, type Endpoint, type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import type { TestHub } from "./hub.ts";

/** A browser at the desk: sends the cookie that it was given, as its own page's calls do. */
export interface DeskBrowser {
  ask(name: EndpointName, request?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** `name=value`, or undefined for none. */
  cookie: string | undefined;
}

/** A browser that has no cookie yet. */
export function deskBrowser(hub: TestHub): DeskBrowser {
  const browser: DeskBrowser = {
    cookie: undefined,
    async ask(name, said, more = {}) {
      const endpoint: Endpoint = endpoints[name];
      const headers = new Headers({ "content-type": "application/json", "sec-fetch-site": "same-origin" });
      if (endpoint.write) headers.set("idempotency-key", randomUUID());
      if (browser.cookie !== undefined) headers.set("cookie", browser.cookie);
      for (const [header, value] of Object.entries(more)) headers.set(header, value);
      const answer = await hub.request(addressOf(endpoint, said), {
        method: endpoint.method,
        headers,
        ...(endpoint.method !== "GET" ? { body: JSON.stringify(said ?? {}) } : {}),
      });
      const set = answer.headers.get("set-cookie");
      if (set !== null) browser.cookie = /Max-Age=0/.test(set) ? undefined : set.split(";", 1)[0];
      return answer;
    },
  };
  return browser;
}
