/** The name of a file as a title: without its ending, with spaces where names of files have none. */
export function titleOfFile(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  const stem = base.replace(/\.[A-Za-z0-9]{1,5}$/, "") || base;
  const spaced = /\s/.test(stem) ? stem : stem.replace(/[_-]+/g, " ");
  const text = spaced.replace(/[_]+/g, " ").replace(/\s+/g, " ").trim();
  if (!text) return "Untitled";
  return (text.charAt(0).toLocaleUpperCase("en") + text.slice(1)).slice(0, 200);
}

/** An address as a title: the last part of its path, else its host. */
export function titleOfAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return "";
  const last = url.pathname.split("/").filter(Boolean).at(-1);
  return last ? titleOfFile(decodedOr(last)) : url.hostname;
}

function decodedOr(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
