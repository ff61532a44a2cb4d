import type { Context } from "hono";
import { Hono } from "hono";
import type { Hub } from "../hub.ts";
import { type Html, html } from "../reader/page/html.ts";
import { setByToken } from "./digest-choice.ts";

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Turns digests off, and on again, by the address in them: opening it changes nothing, since scanners open every link;
 * its button does, and so does the one call that mail programs make by themselves (RFC 8058).
 */
export function mailRoutes(hub: Hub): Hono {
  const app = new Hono();
  app.get("/off/:token", async (context) => {
    const { token } = context.req.param();
    const [known] = await hub.store.query<{ digest: string }>(
      "select digest from digest_choice where token = $1",
      [token],
    );
    if (known === undefined) return unknown(context);
    if (known.digest === "off") return isOff(context, token);
    return page(context, 200, {
      title: "Turn the digest off?",
      body: html`<p>Leadside then sends you no mail about feedback any more. In the panel and at the desk you still see it.</p>
${button(`/mail/off/${token}`, "Turn it off")}`,
    });
  });
  app.post("/off/:token", async (context) => {
    const { token } = context.req.param();
    return (await setByToken(hub.store, token, "off")) ? isOff(context, token) : unknown(context);
  });
  app.post("/on/:token", async (context) => {
    const known = await setByToken(hub.store, context.req.param("token"), "daily");
    if (!known) return unknown(context);
    return page(context, 200, {
      title: "The digest is on",
      body: html`<p>You get it once a day, when there is something to tell. Once a week instead, or not at all: choose it in Leadside’s settings.</p>`,
    });
  });
  return app;
}

const isOff = (context: Context, token: string) =>
  page(context, 200, {
    title: "The digest is off",
    body: html`<p>Leadside sends you no mail about feedback any more. Turn it on again here, or in Leadside’s settings at any time.</p>
${button(`/mail/on/${token}`, "Turn it on again")}`,
  });

const unknown = (context: Context) =>
  page(context, 404, {
    title: "There is nothing at this address",
    body: html`<p>It may have been cut off on its way. Open it again from the newest digest, or turn digests off in Leadside’s settings.</p>`,
  });

const button = (address: string, words: string): Html =>
  html`<form method="post" action="${address}"><button>${words}</button></form>`;

function page(context: Context, status: 200 | 404, { title, body }: { title: string; body: Html }) {
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>
body { font: 15px/22px system-ui, sans-serif; max-width: 32rem; margin: 0 auto; padding: 48px 16px; background: Canvas; color: CanvasText }
h1 { font-size: 18px; line-height: 24px; margin: 0 0 8px }
button { font: inherit; padding: 8px 16px; min-height: 40px; border: 1px solid; border-radius: 4px; background: ButtonFace; color: ButtonText; cursor: pointer }
</style>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
  return context.body(text, status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  });
}
