import type { RequestOf } from "../contract/endpoints.ts";
import { MOST_LOOK_UP_DAYS, type Retention } from "../contract/privacy.ts";
import { TOUCHPOINT_KINDS } from "../contract/touchpoint.ts";

/** What can be kept for a time of its own. */
export type RetentionField = Exclude<keyof Retention, "touchpointKinds">;
/** Kinds of touchpoints that have a time of their own. */
type Kinds = Retention["touchpointKinds"];
/** The same as it is being typed: days, or nothing for ever. */
export type TypedKinds = { readonly [Kind in keyof Kinds]?: string };

const MOST_DAYS = 36_500;

/** Whether that is a number of days which this may be kept; empty: for ever, where that may be. */
export function isDays(text: string, field: RetentionField): boolean {
  const trimmed = text.trim();
  if (trimmed === "") return field !== "lookUps";
  const most = field === "lookUps" ? MOST_LOOK_UP_DAYS : MOST_DAYS;
  return /^\d{1,5}$/.test(trimmed) && Number(trimmed) >= 1 && Number(trimmed) <= most;
}

/** Days as the hub takes them; null: for ever. */
export const daysOf = (text: string): number | null => (text.trim() === "" ? null : Number(text));

type KindsChange = NonNullable<RequestOf<"changeRetention">["touchpointKinds"]>;

/** What of the kinds was changed, as the hub takes it: a kind that was taken out goes with all others again. */
export function kindsChange(before: Kinds, typed: TypedKinds): KindsChange {
  const change: KindsChange = {};
  for (const kind of TOUCHPOINT_KINDS) {
    const [was, is] = [before[kind], typed[kind]];
    if (is !== undefined && daysOf(is) !== was) change[kind] = daysOf(is);
    if (is === undefined && was !== undefined) change[kind] = "default";
  }
  return change;
}
