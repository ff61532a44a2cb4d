import type { Member } from "../contract/member.ts";

const WORDS: Record<Member["role"], string> = {
  rep: "Rep",
  marketer: "Marketer",
  admin: "Admin",
  unknown: "Member",
};

/** What a role is called on screen. */
export const roleWords = (role: Member["role"]): string => WORDS[role];
