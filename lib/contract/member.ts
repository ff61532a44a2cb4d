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

/** `code`: an invitation's, or the short one that a connected device shows to add another. */
export const JoinRequest = z.object({
  code: z.string().trim().min(1).max(200),
  /** Of a member who joins; who adds a device is known already. */
  name: z.string().trim().min(1, "Say your name.").max(120),
  /** What to call this device in the member's list, such as "Firefox on Linux". */
  device: z.string().trim().max(120).optional(),
});
/** `token` is absent when the same write is repeated after fifteen minutes. */
export const JoinReply = z.object({ token: z.string().optional(), member: Member });

/** Who this token belongs to. */
export const MeReply = z.object({ member: Member, since: Instant });

/** A browser that a member is connected or signed in with. */
export const Device = z.object({
  id: Uuid,
  /** `session`: signed in at the desk. Absent: an extension. */
  kind: openEnum(["extension", "session"]).optional(),
  name: z.string().nullable(),
  createdAt: Instant,
  /** To the hour. */
  lastUsedAt: Instant.nullable(),
  /** The one that asks. */
  current: z.boolean(),
});
export type Device = z.infer<typeof Device>;
export const MemberDevicesRequest = z.object({ memberId: Uuid });
/** Those that are revoked are left out. */
export const DevicesReply = z.object({ items: z.array(Device), next: z.null() });

export const DeviceCodeRequest = z.object({});
/** `code` and `link` are absent when the same write is repeated after fifteen minutes. Either goes into the other device. */
export const DeviceCodeReply = z.object({
  id: Uuid,
  expiresAt: Instant,
  /** Eight letters and digits that are hard to mistake, in two groups. */
  code: z.string().optional(),
  link: z.url().optional(),
});

export const RevokeDeviceRequest = z.object({ id: Uuid });
export const RevokeDeviceReply = z.object({ revoked: z.literal(true) });

export const ListedMember = Member.extend({
  createdAt: Instant,
  /** May not come in any more; their devices are refused. */
  deactivatedAt: Instant.nullable(),
  devices: z.int().nonnegative(),
  lastUsedAt: Instant.nullable(),
});
export type ListedMember = z.infer<typeof ListedMember>;
export const MembersReply = z.object({ items: z.array(ListedMember), next: z.null() });

/** What is absent stays. The last active admin can be neither deactivated nor given another role. */
export const ChangeMemberRequest = z.object({
  id: Uuid,
  role: Role.optional(),
  active: z.boolean().optional(),
});
export const ChangeMemberReply = z.object({ member: ListedMember });

export const ListedInvite = z.object({
  id: Uuid,
  email: z.string(),
  role: openEnum(ROLES),
  createdAt: Instant,
  expiresAt: Instant,
});
export type ListedInvite = z.infer<typeof ListedInvite>;
/** Those that still admit somebody. */
export const InvitesReply = z.object({ items: z.array(ListedInvite), next: z.null() });
export const RevokeInviteRequest = z.object({ id: Uuid });
export const RevokeInviteReply = z.object({ revoked: z.literal(true) });

export const SignOutReply = z.object({ revoked: z.literal(true) });
