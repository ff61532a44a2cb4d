/** Characters. */
const LONGEST = 120;

/** Control characters, halves of characters, what turns the direction of text, and what is not seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * A file's name, fit to be shown and to be saved under: what stands behind the last slash, without quotes, cut in the
 * middle so that its ending stays.
 */
export function safeName(name: string): string {
  const shown = name
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(/^.*[/\\]/u, "")
    .replace(/["<>|:*?\\/]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const letters = [...shown];
  if (letters.length === 0) return "file";
  if (letters.length <= LONGEST) return shown;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(shown)?.[0] ?? "";
  return `${letters
    .slice(0, LONGEST - ending.length - 1)
    .join("")
    .trimEnd()}…${ending}`;
}

/** `Content-Disposition` with the name in both of its forms. */
export function disposition(how: "inline" | "attachment", name: string): string {
  const plain = safeName(name).replace(/[^\x20-\x7e]|[%;]/g, "_");
  const encoded = encodeURIComponent(safeName(name)).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
