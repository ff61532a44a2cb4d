import { element, make } from "./element.ts";

interface Said {
  text: string;
  /** A button, or a link with an address. */
  next?: { label: string; does: (() => void) | string };
}

/** One line under the head for what is wrong just now; nothing to take it away. */
export function showNotice(said: Said | undefined): void {
  const line = element("notice");
  line.hidden = said === undefined;
  line.replaceChildren();
  if (!said) return;
  line.append(make("span", "", said.text));
  if (said.next) line.append(step(said.next));
}

function step({ label, does }: NonNullable<Said["next"]>): HTMLElement {
  if (typeof does === "string") {
    const link = make("a", "button-quiet", label);
    link.href = does;
    if (does === downloadAddress()) link.download = "";
    return link;
  }
  const button = make("button", "button-quiet", label);
  button.type = "button";
  button.addEventListener("click", does);
  return button;
}

/** Where the file can be had whole, if that is allowed. */
export const downloadAddress = (): string | undefined =>
  document.querySelector<HTMLAnchorElement>("#download")?.href;

/** A file that cannot be shown can perhaps be opened elsewhere. */
export function showCannot(text: string): void {
  // An empty sheet would look as if it were still coming; the picture of page 1 is worth keeping.
  document.querySelector(".sheet:has(canvas)")?.remove();
  const address = downloadAddress();
  showNotice(
    address
      ? {
          text: `${text} Download it to open it in another program.`,
          next: { label: "Download", does: address },
        }
      : { text: `${text} Ask whoever sent it for another way to see it.` },
  );
}
