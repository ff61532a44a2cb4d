import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The same for everything that asks for the system's own sans-serif. */
const PREFER = ["system-ui", "sans-serif", "sans"]
  .map(
    (asked) => `<match target="pattern">
  <test name="family" qual="any"><string>${asked}</string></test>
  <edit name="family" mode="prepend" binding="strong"><string>Inter</string><string>Liberation Sans</string></edit>
</match>`,
  )
  .join("\n");

/**
 * A bare Linux has no interface font: pictures made there would show the panel in a type that no
 * rep has. This prefers a neutral one, for the demo's own browser alone.
 * @returns the environment for that browser, and how to remove what it needed
 */
export async function neutralFonts(): Promise<{ env: Record<string, string>; remove(): Promise<void> }> {
  if (process.platform !== "linux") return { env: {}, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "leadside-fonts-"));
  const file = join(folder, "fonts.conf");
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${PREFER}
</fontconfig>
`,
  );
  return { env: { FONTCONFIG_FILE: file }, remove: () => rm(folder, { recursive: true, force: true }) };
}
