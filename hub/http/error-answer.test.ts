import { Hono } from "hono";
import pino from "pino";
import { expect, it } from "vitest";
import type { Hub } from "../hub.ts";
import { StoreUnavailable } from "../store/errors.ts";
import { errorAnswerer } from "./error-answer.ts";

const hub = { log: pino({ level: "silent" }) } as Hub;
const envelope = { hubId: "00000000-0000-4000-8000-000000000000", contract: 1, minContract: 1 };

it.each([
  ["57014", /took Leadside's database too long/],
  ["57P01", /cannot be reached/],
  ["ECONNREFUSED", /cannot be reached/],
])("a database that says %s", async (code, words) => {
  const app = new Hono();
  const answer = errorAnswerer(hub, envelope);
  app.get("/", () => {
    throw new StoreUnavailable("", { cause: Object.assign(new Error("secret"), { code }) });
  });
  app.onError((error, context) => answer(context, error));
  const response = await app.request("/");
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await response.json()).toMatchObject({
    error: { code: "unavailable", message: expect.stringMatching(words) },
  });
});
