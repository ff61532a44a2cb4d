import type { Context } from "hono";
import type { Noted } from "../../lib/contract/reader-page.ts";
import type { ClientAddress } from "../http/client-address.ts";
import type { Hub } from "../hub.ts";
import { linkAddress } from "../shares/link-address.ts";
import { recordFetch } from "../shares/record-fetch.ts";
import { errorCode } from "../store/errors.ts";
import { asksForPrivacy, evidenceOf, hashesOf } from "./asker.ts";
import type { Link, LinkVersion } from "./find-link.ts";
import { readerPage } from "./page.ts";
import { showPage } from "./show-page.ts";
import { signView } from "./view-id.ts";

/** Shows what a link leads to, and keeps that it was asked for. Nothing else is changed by opening it. */
export async function openLink(
  hub: Hub,
  context: Context,
  opened: { link: Link; version: LinkVersion; pass: string | undefined; clientAddress: ClientAddress },
): Promise<Response> {
  const { link, version, pass } = opened;
  const noted = notedOf(link, context);
  const fetchId = noted === "off" ? undefined : await noteFetch(hub, context, opened, noted);
  if (link.kind === "web_page") return sendOn(context, version.url);
  const view =
    fetchId === undefined || context.req.method === "HEAD"
      ? null
      : await signView(hub, {
          shareId: link.id,
          versionId: version.id,
          fetchId,
          servedAt: hub.now(),
          limited: noted !== "person",
        });
  const base = `/l/${link.token}`;
  const query = `?v=${version.number}${pass === undefined ? "" : `&pass=${pass}`}`;
  const hasFile = version.fileType !== null;
  const page = readerPage({
    page: "document",
    kind: link.kind,
    title: link.title,
    sender: link.sender,
    company: link.settings.companyName,
    noted,
    view,
    addresses: {
      file: hasFile ? `${base}/file${query}` : null,
      picture: version.hasPicture ? `${base}/picture${query}` : null,
      views: view === null ? null : `${base}/views`,
      download: hasFile && link.allow_download ? `${base}/file${query}&download=1` : null,
      whole: linkAddress(hub.settings.linksUrl, link.token, link.title),
      ...(version.hasPicture && pass === undefined
        ? { wholePicture: `${hub.settings.linksUrl}${base}/picture?v=${version.number}` }
        : {}),
    },
    fileType: version.fileType,
    bytes: version.bytes,
    pages: version.pages,
    width: version.width,
    height: version.height,
    text: version.text,
  });
  return showPage(context, page, 200);
}

function notedOf(link: Link, context: Context): Exclude<Noted, "preview"> {
  if (link.settings.tracking === "off") return "off";
  if (link.settings.tracking === "counts" || !link.tracked) return "counts";
  return asksForPrivacy(context) ? "signal" : "person";
}

/** A prospect reads on where nothing can be kept: then nothing is told either. */
async function noteFetch(
  hub: Hub,
  context: Context,
  { link, clientAddress }: { link: Link; clientAddress: ClientAddress },
  noted: Noted,
): Promise<number | undefined> {
  try {
    return await recordFetch(hub.store, {
      share: link,
      limited: noted !== "person",
      evidence: { ...evidenceOf(context), elsewhere: link.kind === "web_page" },
      hashes: await hashesOf(hub, context, clientAddress),
      now: hub.now(),
    });
  } catch (error) {
    hub.log.warn({ name: (error as Error).name, code: errorCode(error) }, "a fetch of a link was not kept");
    return undefined;
  }
}

/** Only ever to the address that is stored, whatever is asked. */
function sendOn(context: Context, url: string | null): Response {
  const target = url !== null && URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || !/^https?:$/.test(target.protocol)) {
    return showPage(context, readerPage({ page: "notice", notice: "not_ready" }), 503);
  }
  context.header("Cache-Control", "no-store");
  context.header("Referrer-Policy", "no-referrer");
  context.header("X-Robots-Tag", "noindex, nofollow");
  return context.redirect(target.href, 302);
}
