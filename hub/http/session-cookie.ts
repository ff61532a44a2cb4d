import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Hub } from "../hub.ts";
import { teamOrigins } from "./hosts.ts";

/** Where a browser says that a request comes from. */
export type AskedBy = "own_page" | "other_page" | "no_browser";

/** The cookie of a sign-in at the desk, and who may send it. */
export interface SessionCookie {
  /** The sign-in that a request is made with; only a page of ours may use one. */
  read(context: Context): string | undefined;
  set(context: Context, token: string, expiresAt: Date): void;
  clear(context: Context): void;
  askedBy(context: Context): AskedBy;
}

/**
 * HttpOnly and for this host alone. SameSite=Strict costs nothing: the desk's page is the same for everybody, and
 * its calls come from itself, also where a link in a mail opened it.
 */
export function sessionCookie({ settings, id }: Pick<Hub, "settings" | "id">): SessionCookie {
  const secure = settings.publicUrl.startsWith("https:");
  // Cookies do not tell ports apart, and two hubs may run on one machine.
  const name = `${secure ? "__Host-" : ""}leadside-${id.slice(0, 8)}`;
  const origins = teamOrigins(settings);
  const attributes = { path: "/", httpOnly: true, sameSite: "Strict", secure } as const;

  const askedBy = (context: Context): AskedBy => {
    const site = context.req.header("sec-fetch-site");
    const origin = context.req.header("origin");
    if (origin !== undefined && !origins.has(origin)) return "other_page";
    if (site !== undefined) return site === "same-origin" ? "own_page" : "other_page";
    return origin === undefined ? "no_browser" : "own_page";
  };
  return {
    askedBy,
    read: (context) => (askedBy(context) === "own_page" ? getCookie(context, name) : undefined),
    set: (context, token, expires) => setCookie(context, name, token, { ...attributes, expires }),
    clear: (context) => setCookie(context, name, "", { ...attributes, expires: new Date(0), maxAge: 0 }),
  };
}
