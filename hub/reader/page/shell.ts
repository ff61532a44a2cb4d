import { readerScript, readerStyle } from "../built-files.ts";
import { Html, html } from "./html.ts";

interface Shell {
  title: string;
  /** Which layout; the style goes by it. */
  look: "document" | "plain";
  /** Further elements of the head. */
  head?: Html;
  body: Html;
  /** Whether our script runs in it. */
  script: boolean;
}

/** The whole document round a page's body. */
export function shell({ title, look, head, body, script }: Shell): string {
  const address = script ? readerScript() : undefined;
  return html`<!doctype html>
<html lang="en" data-look="${look}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
${head}
<style>${new Html(readerStyle().text)}</style>
<link rel="icon" href="data:,">
</head>
<body>
${body}
${address ? html`<script type="module" src="${address}" fetchpriority="low"></script>` : undefined}
</body>
</html>
`.text;
}
