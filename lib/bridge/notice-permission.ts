import { browser } from "./browser.ts";
import { failed, ok, type Result } from "./result.ts";

/**
 * Has the browser ask whether Leadside may notify. Call it in the click itself, before anything is awaited: browsers ask
 * for nobody else.
 * @returns whether it may, or `refused` with why the browser did not even ask
 */
export async function requestNotices(): Promise<Result<boolean>> {
  try {
    return ok(await browser.permissions.request({ permissions: ["notifications"] }));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return failed(
      "refused",
      `The browser did not ask: ${why || "it gave no reason"}. Reload this page, and try again.`,
    );
  }
}
