import type { Notice, NoticeFacts } from "../page.ts";
import { html } from "./html.ts";
import { shell } from "./shell.ts";

/** What is, and what to do; `who` is the sender's name, or "whoever sent it". */
const WORDS: Record<Notice, { title: string; text: (who: string) => string }> = {
  unknown: {
    title: "There is nothing at this address",
    text: () =>
      "The link may have been cut off on its way, as mail programs do with long lines. Open it again from the message, or ask whoever sent it for a new one.",
  },
  revoked: {
    title: "This link was withdrawn",
    text: (who) => `It does not open any more. Ask ${who} for a new one.`,
  },
  expired: {
    title: "This link has expired",
    text: (who) => `It was open for a limited time only. Ask ${who} for a new one.`,
  },
  not_ready: {
    title: "This cannot be shown yet",
    text: (who) => `Try again in a minute. If it stays so, tell ${who}.`,
  },
  too_many_tries: {
    title: "Too many tries",
    text: () =>
      "To keep what is behind links private, this is closed for a while. Try again in a quarter of an hour.",
  },
  preview_over: {
    title: "This preview is over",
    text: () => "Previews are open for a few minutes. Open it again from the desk or the panel.",
  },
};

export function noticePage({ notice, sender, company, title }: NoticeFacts): string {
  const words = WORDS[notice];
  const who = sender || "whoever sent it";
  return shell({
    title: words.title,
    look: "plain",
    script: false,
    body: html`<main class="plain">
${company || title ? html`<p class="plain-about">${[title, company].filter(Boolean).join(" · ")}</p>` : undefined}
<h1>${words.title}</h1>
<p>${words.text(who)}</p>
</main>`,
  });
}
