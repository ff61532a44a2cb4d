import type { CodeFacts } from "../page.ts";
import { type Html, html } from "./html.ts";
import { shell } from "./shell.ts";
import { fromWhom } from "./words.ts";

/** Plain forms: they work without a script, and nothing is remembered in the browser. */
export function codePage(facts: CodeFacts): string {
  return shell({
    title: facts.title,
    look: "plain",
    script: false,
    body: html`<main class="plain">
<p class="plain-about">${fromWhom(facts.sender, facts.company)}</p>
<h1>${facts.title}</h1>
${facts.problem ? html`<p class="plain-problem" role="alert" id="problem">${facts.problem}</p>` : undefined}
${facts.step === "ask" ? askForm(facts) : enterForm(facts)}
</main>`,
  });
}

function askForm({ action }: CodeFacts): Html {
  return html`<p>This was sent to one person only. We send a code of six digits to the address it was sent to; with it the document opens here.</p>
<form method="post" action="${action}">
<button class="button-main" name="send" value="1">Send me the code</button>
</form>`;
}

function enterForm({ action, problem }: CodeFacts): Html {
  return html`<p>We sent a code of six digits to the address that this link was sent to. It holds for 15 minutes.</p>
<form method="post" action="${action}">
<label for="code">Code</label>
<div class="code-row">
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,9}" maxlength="9" required autofocus${problem ? html` aria-describedby="problem" aria-invalid="true"` : undefined}>
<button class="button-main">Open</button>
</div>
</form>
<form method="post" action="${action}">
<button class="button-quiet" name="send" value="1">Send another code</button>
</form>`;
}
