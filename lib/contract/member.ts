import { z } from "zod";
import { EmailAddress, Instant, openEnum, Uuid } from "./primitives.ts";

export const ROLES = ["rep", "marketer", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const Member = z.object({
  id: Uuid,
  name: z.string(),
  email: z.string(),
  role: openEnum(ROLES),
});
export type Member = z.infer<typeof Member>;

export const InviteRequest = z.object({ email: EmailAddress, role: Role });
/** `code` and `link` are absent when the same write is repeated after fifteen minutes. */
export const InviteReply = z.object({
  id: Uuid,
  email: z.string(),
  role: openEnum(ROLES),
  expiresAt: Instant,
  code: z.string().optional(),
  link: z.url().optional(),
});

export const JoinRequest = z.object({
  code: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1, "Say your name.").max(120),
});
/** `token` is absent when the same write is repeated after fifteen minutes. */
export const JoinReply = z.object({ token: z.string().optional(), member: Member });

/** Who this token belongs to. */
export const MeReply = z.object({ member: Member, since: Instant });

export const SignOutReply = z.object({ revoked: z.literal(true) });
