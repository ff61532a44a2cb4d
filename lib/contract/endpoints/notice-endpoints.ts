import * as notice from "../notice.ts";
import type { Endpoint } from "./endpoint.ts";

/** What a member is told of. */
export const noticeEndpoints = {
  seeNotices: {
    method: "POST",
    path: "/api/notices/see",
    needs: "ownAccess",
    write: false,
    summary: "Notices were on screen",
    request: notice.SeeNoticesRequest,
    reply: notice.SeeNoticesReply,
  },
  digestSettings: {
    method: "GET",
    path: "/api/settings/digest",
    needs: "ownAccess",
    write: false,
    summary: "How often I get a digest by mail",
    reply: notice.DigestSettings,
  },
  changeDigest: {
    method: "POST",
    path: "/api/settings/digest",
    needs: "ownAccess",
    write: false,
    summary: "Choose how often I get a digest by mail",
    request: notice.ChangeDigestRequest,
    reply: notice.DigestSettings,
  },
} as const satisfies Record<string, Endpoint>;
