import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { readDeviceCode } from "./device-code.ts";
import { limitGuesses } from "./guess-limit.ts";
import { deactivated } from "./issue-token.ts";
import { countIfWrong } from "./open-session.ts";
import { hasMember, setUpAlready } from "./set-up.ts";
import { readShortCode } from "./short-code.ts";
import { readSignInLink } from "./sign-in-link.ts";
import { readInvite } from "./take-invite.ts";

/** What a code is for, and whose. Uses nothing up; wrong ones count as tries. */
export function codeKindHandler(hub: Hub): Handler<"codeKind"> {
  return ({ code }, call) => {
    const now = hub.now();
    const shortCode = readShortCode(code);
    if (shortCode !== undefined) {
      return limitGuesses(hub.store, call, now, async () => {
        const { memberId } = await readDeviceCode(hub.store, shortCode, now);
        return ofMember(hub.store, "device", memberId);
      });
    }
    return ofLongCode(hub.store, code, now).catch((error: unknown) => countIfWrong(hub, call, now, error));
  };
}

async function ofLongCode(sql: Sql, code: string, now: Date): Promise<ReplyOf<"codeKind">> {
  const link = await readSignInLink(sql, code, now, false);
  if (link?.memberId) return ofMember(sql, "sign_in", link.memberId);
  if (link) {
    if (await hasMember(sql)) throw setUpAlready();
    return { kind: "set_up", email: null, name: null, role: null };
  }
  const invite = await readInvite(sql, code, now, false);
  if (invite.member_id) {
    const known = await ofMember(sql, "invitation", invite.member_id);
    return { ...known, email: invite.email_shown, role: invite.role };
  }
  return { kind: "invitation", email: invite.email_shown, name: null, role: invite.role };
}

async function ofMember(
  sql: Sql,
  kind: "device" | "sign_in" | "invitation",
  id: string,
): Promise<ReplyOf<"codeKind">> {
  const [member] = await sql.query<{ name: string; email: string; role: string; out: boolean }>(
    `select member.name, identity.shown as email, member.role, member.deactivated_at is not null as out
     from member join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     where member.id = $1`,
    [id],
  );
  if (!member) throw new ApiError("invite_unknown", "This code is not known here.");
  if (member.out) throw deactivated();
  return { kind, email: member.email, name: member.name, role: member.role };
}
