import type { HostFamily } from "../crm/crm.ts";
import { browser } from "./browser.ts";
import { failed, ok, type Result } from "./result.ts";

/**
 * Has the browser ask whoever sits before it whether Leadside may work at the addresses of these families. Call it in
 * the click itself, before anything is awaited: browsers ask for nobody else.
 * @returns whether it may, or `refused` with why the browser did not even ask
 */
export async function requestFamilies(families: readonly HostFamily[]): Promise<Result<boolean>> {
  const origins = families.flatMap(({ patterns }) => patterns);
  // Firefox wants nothing asked that the extension has from the start.
  const permissions = families.every(({ builtIn }) => builtIn) ? [] : (["scripting"] as const);
  try {
    return ok(await browser.permissions.request({ permissions: [...permissions], origins: [...origins] }));
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    const blocked = /block|polic|admin|enterprise/i.test(why);
    return failed(
      "refused",
      blocked
        ? "Your company's policy does not let this browser allow it. Ask your IT department."
        : `The browser did not ask: ${why || "it gave no reason"}. Reload this page, and try again.`,
    );
  }
}
