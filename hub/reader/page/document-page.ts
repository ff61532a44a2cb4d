import { READER_FACTS_ID, type ReaderPageFacts } from "../../../lib/contract/reader-page.ts";
import type { DocumentFacts } from "../page.ts";
import { type Html, html, jsonElement } from "./html.ts";
import { icon } from "./icons.ts";
import { renderMarkdown } from "./markdown.ts";
import { shell } from "./shell.ts";
import { fromWhom, privacyLine, sizeWords, teamOf, whatItIs } from "./words.ts";

/** A document to read: its first picture stands in the markup, the rest comes with the script. */
export function documentPage(facts: DocumentFacts): string {
  const { kind, title, addresses, noted } = facts;
  const from = fromWhom(facts.sender, facts.company);
  const told: ReaderPageFacts = {
    kind,
    title,
    file: addresses.file,
    bytes: facts.bytes,
    views: addresses.views,
    view: facts.view,
    noted,
    pages: facts.pages,
  };
  const canTurnOff = facts.view !== null && (noted === "person" || noted === "counts" || noted === "signal");
  return shell({
    title: facts.company ? `${title} · ${facts.company}` : title,
    look: "document",
    script: true,
    head: linkPreview(facts, from),
    body: html`<header class="head">
<div class="head-title">
<h1>${title}</h1>
${from ? html`<p>${from}</p>` : undefined}
</div>
${addresses.download ? downloadLink(addresses.download, facts.bytes) : undefined}
</header>
${kind === "pdf" || kind === "image" ? tools(kind, facts.pages) : undefined}
${kind === "pdf" ? findBar() : undefined}
<p class="notice" id="notice" role="status" hidden></p>
${kind === "pdf" && facts.pages !== 1 ? html`<nav class="thumbs" id="thumbs" aria-label="Pages"></nav>` : undefined}
<main class="stage" id="stage" tabindex="0" aria-label="${title}" data-kind="${kind}" data-shape="${shapeOf(facts)}">
${content(facts)}
</main>
<footer class="foot">
<p class="foot-privacy" id="privacy" role="status">${privacy(facts, canTurnOff)}</p>
</footer>
${jsonElement(READER_FACTS_ID, told)}`,
  });
}

/** Without its script the page tells nothing, whatever could have been noted. */
function privacy({ kind, noted, sender, company }: DocumentFacts, canTurnOff: boolean): Html {
  const team = teamOf(sender, company);
  const line = privacyLine(noted, kind, team);
  if (!canTurnOff) return html`${line}`;
  return html`<span class="needs-script">${line} <button type="button" class="button-quiet" id="turn-off">Turn off</button></span><noscript>${privacyLine("counts", kind, team)}</noscript>`;
}

/** What chat programs show of a link: nothing of who it was sent to. */
function linkPreview({ title, kind, pages, company, addresses }: DocumentFacts, from: string): Html {
  const description = [whatItIs(kind, pages), from].filter(Boolean).join(" · ");
  const { whole, wholePicture } = addresses;
  return html`<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${company ? html`<meta property="og:site_name" content="${company}">` : undefined}
${whole ? html`<meta property="og:url" content="${whole}">` : undefined}
${wholePicture ? html`<meta property="og:image" content="${wholePicture}"><meta name="twitter:card" content="summary_large_image">` : undefined}
${addresses.picture ? html`<link rel="preload" as="image" href="${addresses.picture}" fetchpriority="high">` : undefined}`;
}

/** They stand there from the start, so that nothing moves, and are seen once the script can answer them. */
function tools(kind: "pdf" | "image", pages: number | null): Html {
  const count = pages === null ? "" : pages === 1 ? "1 page" : `${pages} pages`;
  return html`<section class="tools needs-script" aria-label="Tools">
${kind === "pdf" ? html`<p class="page-jump" id="page-jump">${count}</p>` : undefined}
<div class="zoom" role="group" aria-label="Zoom">
<button type="button" class="icon-button" id="zoom-out" aria-label="Zoom out">${icon("minus")}</button>
<button type="button" class="zoom-now" id="zoom-fit" aria-label="100 %, fit the width">100 %</button>
<button type="button" class="icon-button" id="zoom-in" aria-label="Zoom in">${icon("plus")}</button>
</div>
${kind === "pdf" ? html`<button type="button" class="button-tool" id="find-open" aria-expanded="false" aria-controls="find">${icon("find")}<span>Find in document</span></button>` : undefined}
</section>`;
}

function findBar(): Html {
  return html`<search class="find" id="find" hidden>
<label class="visually-hidden" for="find-text">Find in document</label>
<input type="text" id="find-text" autocomplete="off" spellcheck="false" enterkeyhint="search" placeholder="Find in document">
<output id="find-count" aria-live="polite"></output>
<button type="button" class="icon-button" id="find-previous" aria-label="Previous match">${icon("up")}</button>
<button type="button" class="icon-button" id="find-next" aria-label="Next match">${icon("down")}</button>
<button type="button" class="icon-button" id="find-close" aria-label="Close the search">${icon("close")}</button>
</search>`;
}

function downloadLink(address: string, bytes: number | null): Html {
  const size = bytes === null ? "" : ` (${sizeWords(bytes)})`;
  return html`<a class="button-tool download" id="download" href="${address}" download title="Download${size}">${icon("download")}<span>Download</span></a>`;
}

function content(facts: DocumentFacts): Html {
  const { kind, title, addresses } = facts;
  const { width, height } = sizeOf(facts);
  switch (kind) {
    case "pdf":
      return html`<div class="sheets" id="sheets">
<div class="sheet" data-page="1" role="group" aria-label="Page 1${facts.pages ? ` of ${facts.pages}` : ""}">
${
  addresses.picture
    ? html`<img class="sheet-picture" id="first-picture" src="${addresses.picture}" width="${width}" height="${height}" alt="" fetchpriority="high" decoding="sync">`
    : html`<canvas class="sheet-picture" width="${width}" height="${height}"></canvas>`
}
</div>
</div>
${facts.pages !== 1 ? html`<noscript><p class="without-script">${facts.pages ? `This document has ${facts.pages} pages. ` : ""}To read on here, JavaScript has to be switched on${addresses.download ? "; or download it" : ""}.</p></noscript>` : undefined}`;
    case "image":
      return html`<div class="sheets" id="sheets"><div class="sheet" data-page="1">
<img class="sheet-picture" id="first-picture" src="${addresses.file ?? ""}" width="${width}" height="${height}" alt="${title}" fetchpriority="high">
</div></div>`;
    case "video":
      return html`<div class="video-frame">
<video id="video" controls playsinline preload="metadata" src="${addresses.file ?? ""}"${addresses.picture ? html` poster="${addresses.picture}"` : undefined} width="${width}" height="${height}" aria-label="${title}"></video>
</div>`;
    case "snippet":
      return html`<article class="words" data-page="1">${renderMarkdown(facts.text ?? "")}</article>`;
  }
}

/** In whole pixels on a width of 1200, as `width` and `height` of an element want it; A4 where nothing is known. */
function sizeOf({ kind, width, height }: DocumentFacts): { width: number; height: number } {
  const [wide, high] = kind === "video" ? [16, 9] : [210, 297];
  const ratio = width && height && width > 0 && height > 0 ? height / width : high / wide;
  return { width: 1200, height: Math.max(1, Math.round(1200 * Math.min(20, ratio))) };
}

function shapeOf(facts: DocumentFacts): "wide" | "tall" {
  const { width, height } = sizeOf(facts);
  return width > height ? "wide" : "tall";
}
