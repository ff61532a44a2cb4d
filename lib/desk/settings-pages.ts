import type { Permission } from "../contract/permissions.ts";

/** The pages of Settings, in their order; what a role may not do is not there. */
export const SETTINGS_PAGES = [
  { name: "mine", label: "My sign-ins", needs: "ownAccess" },
  { name: "mail", label: "My mail", needs: "ownAccess" },
  { name: "members", label: "Members", needs: "manageMembers" },
  { name: "teams", label: "Teams", needs: "manageMembers" },
  { name: "sources", label: "Sources", needs: "manageSources" },
  { name: "events", label: "Events not taken", needs: "manageSources" },
  { name: "look-ups", label: "Look-ups", needs: "protectPeople" },
  { name: "retention", label: "Retention", needs: "protectPeople" },
  { name: "mailboxes", label: "Shared mailboxes", needs: "protectPeople" },
  { name: "reading", label: "Reading", needs: "readContent" },
  { name: "promise", label: "Answers to feedback", needs: "giveFeedback" },
  { name: "held-off", label: "Held off", needs: "protectPeople" },
  { name: "keys", label: "Keys", needs: "ownAccess" },
] as const satisfies readonly { name: string; label: string; needs: Permission }[];

export type SettingsPageName = (typeof SETTINGS_PAGES)[number]["name"];

export const isSettingsPage = (name: string): name is SettingsPageName =>
  SETTINGS_PAGES.some((page) => page.name === name);
