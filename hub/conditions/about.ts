/** The text of a touchpoint in which "about" is sought: title, detail, and the address without its host. */
export function aboutOf(said: { title: string; detail: string | null; url: string | null }): string {
  const path = said.url?.replace(/^https?:\/\/[^/]*/, "") ?? "";
  return `${said.title} ${said.detail ?? ""} ${path}`.toLowerCase();
}
