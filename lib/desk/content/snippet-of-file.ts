import { MOST_SNIPPET } from "../../contract/asset.ts";

/** Whether a file is text that can be a snippet, by its name. */
export const isTextName = (name: string): boolean => /\.(txt|md|markdown)$/i.test(name);

/**
 * The text of a file, to be a snippet.
 * @throws Error whose message says what is wrong and what to do
 */
export async function snippetOfFile(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error("This browser could not read the file. Choose it again.");
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
  } catch {
    throw new Error("The text is not written in UTF-8. Save it as UTF-8 and drop it again.");
  }
  if (text === "") throw new Error("There is no text in it.");
  if (text.length > MOST_SNIPPET)
    throw new Error(
      `A snippet may have ${MOST_SNIPPET.toLocaleString("en-GB")} characters, this has ${text.length.toLocaleString("en-GB")}. Shorten it, or save it as PDF.`,
    );
  return text;
}
