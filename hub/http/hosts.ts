import type { MiddlewareHandler } from "hono";
import { localUrl, type Settings } from "../settings.ts";
import { ApiError } from "./api-error.ts";
import type { ErrorAnswer } from "./error-answer.ts";

/** What strangers' tools and prospects need. */
const ON_LINKS_HOST = /^\/(v1|l)\//;
/** What load balancers and Prometheus ask of the bare address. It says nothing of the team without a token. */
const UNDER_ANY_NAME = /^\/(healthz|readyz|metrics)$/;

const ON_DESK = /^\/desk(\/|$)/;

/** Where the team's own pages come from, on the hub's machine too. */
export function teamOrigins(settings: Settings): ReadonlySet<string> {
  const origins = new Set(
    [
      settings.publicUrl,
      localUrl(settings),
      ...["127.0.0.1", "localhost", "[::1]"].map((name) => `http://${name}:${settings.port}`),
    ].map((url) => new URL(url).origin),
  );
  const links = new URL(settings.linksUrl).host;
  return new Set([...origins].filter((origin) => new URL(origin).host !== links));
}

/**
 * Answers only under names that are this hub's: a page whose own name was made to point here (DNS
 * rebinding) learns only that a hub is alive, and the host for strangers serves nothing of the team.
 */
export function checkHost(settings: Settings, errorAnswer: ErrorAnswer): MiddlewareHandler {
  const links = new URL(settings.linksUrl).host;
  const team = new Set([...teamOrigins(settings)].map((url) => new URL(url).host));
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(links);

  return async (context, next) => {
    const { host, pathname } = new URL(context.req.url);
    if (team.has(host) || UNDER_ANY_NAME.test(pathname)) return next();
    if (host !== links) {
      return errorAnswer(
        context,
        new ApiError(
          "misdirected",
          `This hub does not answer under the name that was asked. Set LEADSIDE_PUBLIC_URL to the team's address.`,
        ),
      );
    }
    if (ON_LINKS_HOST.test(pathname)) return next();
    if (local && ON_DESK.test(pathname)) return context.redirect(settings.publicUrl + pathname, 302);
    const where = local ? ` The team's address is ${settings.publicUrl}.` : "";
    return errorAnswer(context, new ApiError("not_found", `This address is not for that.${where}`));
  };
}
