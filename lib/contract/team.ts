import { z } from "zod";
import { Instant, Uuid } from "./primitives.ts";

/** Members who work on the same leads. */
export const Team = z.object({
  id: Uuid,
  name: z.string(),
  members: z.array(z.object({ id: Uuid, name: z.string() })),
  createdAt: Instant,
});
export type Team = z.infer<typeof Team>;
export const TeamsReply = z.object({ items: z.array(Team), next: z.null() });
const Name = z.string().trim().min(1, "Give the team a name.").max(80);
export const AddTeamRequest = z.object({ name: Name });
/** What is absent stays; `members` are all that it then has. */
export const ChangeTeamRequest = z.object({
  id: Uuid,
  name: Name.optional(),
  members: z.array(Uuid).max(1_000).optional(),
});
export const TeamReply = z.object({ team: Team });
/** What only it might use falls back to marketing only. */
export const DeleteTeamRequest = z.object({ id: Uuid });
export const DeleteTeamReply = z.object({ deleted: z.literal(true) });
