import type { Command } from "./command.ts";

const WIDTH = 112;
const INDENT = "      ";

/** The page that `--help` prints. */
export function helpText(commands: readonly Command[]): string {
  const entries = commands.map(({ usage, help }) => `  leadside ${usage}\n${wrapped(help)}`);
  return [
    "Administration of a Leadside hub.",
    ...entries,
    "  --json   Prints the reply as JSON, for scripts.\n  --help   Prints this.",
    "The hub must be running (npm run hub), unless a command says otherwise. It leaves its address and a token in\n" +
      "the data folder (LEADSIDE_DATA_DIR); from another machine set LEADSIDE_PUBLIC_URL and LEADSIDE_ADMIN_TOKEN.",
  ].join("\n\n");
}

function wrapped(text: string): string {
  const lines = [INDENT];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line.length + word.length + 1 > WIDTH) lines.push(`${INDENT}${word}`);
    else lines[lines.length - 1] = line === INDENT ? INDENT + word : `${line} ${word}`;
  }
  return lines.join("\n");
}
