import { z } from "zod";
import { Member } from "./member.ts";
import { EmailAddress, Instant, Uuid } from "./primitives.ts";

/**
 * Signs a browser in at the desk, by cookie. `code`: an invitation's, a device's short one, a sign-in link's, or of a
 * hub without a member the set-up link's; a code works once.
 */
export const OpenSessionRequest = z.object({
  code: z.string().trim().min(1).max(200),
  /** Of who becomes a member by it. */
  name: z.string().trim().min(1, "Say your name.").max(120).optional(),
  /** Of who sets the hub up: they become its first admin. */
  email: EmailAddress.optional(),
  device: z.string().trim().max(120).optional(),
});
export const OpenSessionReply = z.object({ member: Member, expiresAt: Instant });

/** What a code is for, so that the page asks for the right things. Uses nothing up. */
export const CodeKindRequest = z.object({ code: z.string().trim().min(1).max(200) });
export const CodeKindReply = z.object({
  /** `set_up`: asks name and address. `invitation`: a name, unless `name` is known. The others: nothing. */
  kind: z.enum(["set_up", "invitation", "device", "sign_in"]),
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: z.string().nullable(),
});

/** All of one's sign-ins and devices but the one that asks. */
export const SignOutEverywhereReply = z.object({ revoked: z.int().nonnegative() });

export const SignInLinkRequest = z.object({ email: EmailAddress });
/** `link` is absent when the same write is repeated after fifteen minutes. It holds for a day. */
export const SignInLinkReply = z.object({ id: Uuid, link: z.url().optional(), expiresAt: Instant });
