import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allowReload, launchChromium } from "./chromium.ts";

export interface GrantedProfile {
  profileDir: string;
  remove(): Promise<void>;
}

/** What Chromium keeps of an extension's permissions. */
interface KeptPermissions {
  api: string[];
  explicit_host: string[];
  manifest_permissions: unknown[];
  scriptable_host: string[];
}

interface Preferences {
  extensions: {
    settings: Record<
      string,
      { active_permissions: KeptPermissions; runtime_granted_permissions?: KeptPermissions }
    >;
  };
}

/**
 * A profile whose owner allowed the extension all that it may ask for. Nobody can press "Allow" in the browser's own
 * question in a test; but what was allowed before, and given back since, a browser grants to the same click without
 * asking. So that is written into a profile which has met the extension.
 * @param extensionDir the production build for Chrome
 */
export async function grantedProfile(extensionDir: string): Promise<GrantedProfile> {
  const profileDir = await mkdtemp(join(tmpdir(), "leadside-profile-"));
  await allowReload(profileDir);
  const browser = await launchChromium({ extensionDir, profileDir });
  const id = new URL((await browser.worker()).url()).host;
  await browser.close();

  const manifest = JSON.parse(await readFile(join(extensionDir, "manifest.json"), "utf8")) as {
    optional_permissions: string[];
    optional_host_permissions: string[];
  };
  const granted: KeptPermissions = {
    api: manifest.optional_permissions,
    explicit_host: manifest.optional_host_permissions,
    manifest_permissions: [],
    scriptable_host: [],
  };
  const file = join(profileDir, "Default", "Preferences");
  const preferences = JSON.parse(await readFile(file, "utf8")) as Preferences;
  const settings = preferences.extensions.settings[id];
  if (!settings) throw new Error(`Chromium keeps nothing of ${id} in ${file}.`);
  settings.runtime_granted_permissions = granted;
  settings.active_permissions.api.push(...granted.api);
  settings.active_permissions.explicit_host.push(...granted.explicit_host);
  await writeFile(file, JSON.stringify(preferences));
  return { profileDir, remove: () => rm(profileDir, { recursive: true, force: true, maxRetries: 5 }) };
}
