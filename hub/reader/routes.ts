import { type Context, Hono } from "hono";
import { takeTry } from "../access/attempts.ts";
import { networkOf } from "../access/network.ts";
import { answerFile } from "../files/answer-file.ts";
import { ApiError } from "../http/api-error.ts";
import type { ClientAddress } from "../http/client-address.ts";
import type { Hub } from "../hub.ts";
import { hashSecret } from "../secret.ts";
import { isLinkToken } from "../shares/link-address.ts";
import { viewWriter } from "../shares/view-writer.ts";
import { StoreUnavailable } from "../store/errors.ts";
import { askForCode, takeCode } from "./confirm-address.ts";
import { findLink, type Link, type LinkVersion, linkFile, whyClosed } from "./find-link.ts";
import { openLink } from "./open-link.ts";
import { type Notice, readerPage } from "./page.ts";
import { isPass } from "./pass.ts";
import { showPage } from "./show-page.ts";
import { takeBeacon } from "./take-beacon.ts";

/** So many addresses that are no link may be tried from one network in a quarter of an hour. */
const WRONG_TOKENS = 60;
/** Within this the reader's own browser asks for no byte twice. */
const KEEP_SECONDS = 3_600;

/** What strangers reach of a tracked link, on the links' host. */
export function readerRoutes(hub: Hub, { clientAddress }: { clientAddress: ClientAddress }): Hono {
  const app = new Hono();
  const keep = viewWriter(hub.store);

  for (const [name, column] of [
    ["file", "file_id"],
    ["picture", "picture_id"],
  ] as const) {
    app.get(`/:token/${name}`, async (context) => {
      const found = await meet(context);
      if (found instanceof Response) return found;
      const { link, pass } = found;
      if (link.limited_to !== null && pass === undefined) return refuse(context, "unknown", 404, link);
      const file = await linkFile(hub.store, link, column, versionAsked(context));
      const wantsIt = context.req.query("download") !== undefined && name === "file";
      if (file === undefined || (wantsIt && !link.allow_download))
        return refuse(context, "unknown", 404, link);
      const how = wantsIt ? "attachment" : "inline";
      const answer = answerFile(hub, context, { file, how, keepSeconds: KEEP_SECONDS });
      // Chat programs show the picture elsewhere; the file is for its own page.
      if (name === "file") answer.headers.set("Cross-Origin-Resource-Policy", "same-origin");
      answer.headers.set("X-Robots-Tag", "noindex, nofollow");
      return answer;
    });
  }

  app.post("/:token/views", (context) => takeBeacon(hub, context, { clientAddress, keep }));

  const show = readably(async (context) => {
    const found = await meet(context);
    if (found instanceof Response) return found;
    if (found.link.limited_to !== null && found.pass === undefined) {
      return askForCode(context, found.link);
    }
    return openLink(hub, context, { ...found, clientAddress });
  });
  app.get("/:token", show);
  app.get("/:token/*", show);

  const confirm = readably(async (context) => {
    const found = await meet(context);
    if (found instanceof Response) return found;
    if (found.link.limited_to === null) return context.redirect(context.req.path, 303);
    return takeCode(hub, context, found.link, clientAddress(context));
  });
  app.post("/:token", confirm);
  app.post("/:token/*", confirm);

  /** The link that an address leads to; or the page that says why it leads nowhere. */
  async function meet(
    context: Context,
  ): Promise<Response | { link: Link; version: LinkVersion; pass: string | undefined }> {
    const token = context.req.param("token") ?? "";
    const link = isLinkToken(token) ? await findLink(hub.store, token) : undefined;
    if (link === undefined) {
      const tooMany = await countWrong(context);
      return tooMany ? refuse(context, "too_many_tries", 429) : refuse(context, "unknown", 404);
    }
    const closed = whyClosed(link, hub.now());
    if (closed) return refuse(context, closed, 410, link);
    if (link.version === null) {
      context.header("Retry-After", "60");
      return refuse(context, "not_ready", 503, link);
    }
    const said = context.req.query("pass") ?? "";
    const pass = link.limited_to !== null && (await isPass(hub, link, said)) ? said : undefined;
    return { link, version: link.version, pass };
  }

  /** Counted in the database, so that several hubs have no more tries than one. */
  async function countWrong(context: Context): Promise<boolean> {
    const network = hashSecret(networkOf(clientAddress(context)))
      .toString("base64url")
      .slice(0, 22);
    try {
      await takeTry(hub.store, { name: `link:${network}`, most: WRONG_TOKENS }, hub.now());
      return false;
    } catch (error) {
      if (error instanceof ApiError && error.code === "rate_limited") return true;
      throw error;
    }
  }
  return app;
}

/** A prospect is told in a page, too, that the database is away. */
function readably(show: (context: Context) => Promise<Response>) {
  return (context: Context): Promise<Response> =>
    show(context).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      context.header("Retry-After", "60");
      return refuse(context, "not_ready", 503);
    });
}

/** A page that says why, and what to do; of a link that is there, whom to ask. */
function refuse(context: Context, notice: Notice, status: 404 | 410 | 429 | 503, link?: Link): Response {
  const about = link && { sender: link.sender, company: link.settings.companyName };
  return showPage(context, readerPage({ page: "notice", notice, ...about }), status);
}

function versionAsked(context: Context): number | undefined {
  const asked = context.req.query("v") ?? "";
  return /^\d{1,6}$/.test(asked) ? Number(asked) : undefined;
}
