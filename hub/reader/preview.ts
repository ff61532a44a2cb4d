import { type Context, Hono } from "hono";
import { answerFile } from "../files/answer-file.ts";
import { readSigned, type Signed } from "../files/signed-address.ts";
import { fileFacts } from "../files/store-file.ts";
import type { Hub } from "../hub.ts";
import { READING, readingSettingsOf } from "../shares/reading-settings.ts";
import { type DocumentFacts, readerPage } from "./page.ts";
import { showPage } from "./show-page.ts";

interface PreviewRow {
  kind: string;
  title: string;
  state: string;
  file_id: string | null;
  picture_id: string | null;
  url: string | null;
  text: string | null;
  pages: number | null;
  width: number | null;
  height: number | null;
  reading: unknown;
}

/**
 * A version as its readers see it, for one of the team who was given a signed address: nothing of it is noted.
 * Whoever holds the address can look for as long as it is good; the library's rules were asked when it was made.
 */
export function previewRoutes(hub: Hub): Hono {
  const app = new Hono();

  app.get("/:signed", async (context) => {
    const found = await versionOf(context);
    if (!found) return showPage(context, readerPage({ page: "notice", notice: "preview_over" }), 410);
    const { row } = found;
    if (row.url !== null) {
      context.header("Cache-Control", "no-store");
      return context.redirect(row.url, 302);
    }
    const kind = (["pdf", "image", "video", "snippet"] as const).find((known) => known === row.kind);
    if (kind === undefined || row.state !== "ready") {
      return showPage(context, readerPage({ page: "notice", notice: "not_ready", title: row.title }), 409);
    }
    const file = row.file_id === null ? undefined : await fileFacts(hub.store, row.file_id);
    // From the page's own address, so that it holds under whatever comes before it.
    const base = new URL(context.req.url).pathname;
    const facts: DocumentFacts = {
      page: "document",
      kind,
      title: row.title,
      sender: null,
      company: readingSettingsOf(row.reading).companyName,
      noted: "preview",
      view: null,
      addresses: {
        file: file ? `${base}/file` : null,
        picture: row.picture_id === null ? null : `${base}/picture`,
        views: null,
        download: file ? `${base}/file?download` : null,
      },
      fileType: file?.type ?? null,
      bytes: file?.bytes ?? null,
      pages: row.pages,
      width: row.width,
      height: row.height,
      text: row.text,
    };
    return showPage(context, readerPage(facts), 200);
  });

  for (const what of ["file", "picture"] as const) {
    app.get(`/:signed/${what}`, async (context) => {
      const found = await versionOf(context);
      const id = what === "file" ? found?.row.file_id : found?.row.picture_id;
      const file = id ? await fileFacts(hub.store, id) : undefined;
      if (!found || !file)
        return showPage(context, readerPage({ page: "notice", notice: "preview_over" }), 410);
      return answerFile(hub, context, {
        file,
        how: context.req.query("download") === undefined ? "inline" : "attachment",
        keepSeconds: Math.max(0, Math.floor((found.signed.until.getTime() - hub.now().getTime()) / 1000)),
      });
    });
  }

  async function versionOf(context: Context): Promise<{ signed: Signed; row: PreviewRow } | undefined> {
    const signed = await readSigned(hub, context.req.param("signed") ?? "");
    if (signed?.what !== "original") return undefined;
    const [row] = await hub.store.query<PreviewRow>(
      `select asset.kind, asset.title, version.state, version.file_id, version.picture_id, version.url, version.text,
              version.pages, version.width, version.height, (select value from setting where key = $2) as reading
       from asset_version version join asset on asset.id = version.asset_id
       where version.id = $1`,
      [signed.versionId, READING],
    );
    return row && { signed, row };
  }
  return app;
}
