import type { Role } from "./member.ts";

/** Who may call: somebody unknown, a member by role, or an admin token (`LEADSIDE_ADMIN_TOKEN`, the run's own). */
export type Caller = "stranger" | Role | "automation";

/** What there is to be allowed, and to whom. Routes and tests read this table, and nothing else decides. */
export const PERMISSIONS = {
  /** Open to everybody: health, joining with a code. */
  open: ["stranger", "rep", "marketer", "admin", "automation"],
  /** One's own access: who am I, my devices, signing out. */
  ownAccess: ["rep", "marketer", "admin"],
  /** What is known of a record's person, and to confirm who it is. Always logged. */
  readLeads: ["rep", "marketer", "admin"],
  /** Content that their team may use: find it, look at it. */
  readContent: ["rep", "marketer", "admin"],
  /** Send it, and see what came of what one sent. */
  shareContent: ["rep", "marketer", "admin"],
  /** The library: add, guide, verify, retire. */
  writeContent: ["marketer", "admin"],
  /** Say what works and what does not, and read what came of one's own. */
  giveFeedback: ["rep", "marketer", "admin"],
  /** The inbox: read, merge, answer. */
  answerFeedback: ["marketer", "admin"],
  importPeople: ["marketer", "admin", "automation"],
  /** Who is who: find, merge, undo, conflicts. */
  mendPeople: ["marketer", "admin", "automation"],
  /** Erase, hand out what is held, suppression, look-ups, retention. */
  protectPeople: ["admin", "automation"],
  manageMembers: ["admin", "automation"],
  manageSources: ["admin", "automation"],
  /** Backup, jobs, figures for operators. */
  operate: ["admin", "automation"],
} as const satisfies Record<string, readonly Caller[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a caller may do this. */
export function may(caller: Caller, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Caller[]).includes(caller);
}
