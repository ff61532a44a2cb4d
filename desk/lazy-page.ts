import { lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { PageGone } from "../lib/desk/page-gone.ts";

/**
 * A page whose script comes when it is first opened. One that does not come is said in the page: the router would
 * reload the tab by itself, and with it what is being uploaded would be lost.
 */
export function lazyPage<Module extends Record<Name, ComponentType>, Name extends string>(
  load: () => Promise<Module>,
  name: Name,
) {
  const loadOrSay = () =>
    load().catch((error: unknown) => {
      throw new PageGone("A page's script did not come.", { cause: error });
    });
  return lazyRouteComponent(loadOrSay, name);
}
