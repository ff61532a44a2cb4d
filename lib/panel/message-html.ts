const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** A plain message as HTML for where it is pasted: its lines, and its link by the title of what it leads to. Pure. */
export function messageHtml(text: string, link: string | undefined, title: string): string {
  const html = escaped(text).replace(/\r?\n/g, "<br>");
  if (link === undefined) return html;
  return html.replaceAll(escaped(link), `<a href="${escaped(link)}">${escaped(title)}</a>`);
}
