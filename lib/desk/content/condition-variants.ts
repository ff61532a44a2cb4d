import type { Condition } from "../../contract/condition.ts";

const DEFAULT_DAYS = 30;

/** The days of a condition that can have them; null: it has none yet; undefined: it never has. */
export function daysOf(condition: Condition): number | null | undefined {
  if (condition.fact === "stage") return condition.not ? undefined : (condition.within ?? null);
  if (condition.fact === "did" || condition.fact === "said" || condition.fact === "asset")
    return condition.within ?? null;
  return undefined;
}

/** With other days; null takes them away. What cannot have days stays as it is. */
export function withDays(condition: Condition, days: number | null): Condition {
  if (daysOf(condition) === undefined) return condition;
  const { within: _gone, ...rest } = condition as Extract<Condition, { within?: number | undefined }>;
  return days === null ? rest : { ...rest, within: days };
}

/** How often somebody must have done it at least; undefined: the condition does not count. */
export function leastOf(condition: Condition): number | undefined {
  return condition.fact === "did" ? (condition.least ?? 1) : undefined;
}

export function withLeast(condition: Condition, times: number): Condition {
  if (condition.fact !== "did") return condition;
  const { least: _gone, ...rest } = condition;
  return times < 2 ? rest : { ...rest, least: times };
}

/** Both as one: "are at Evaluation or Discovery". Undefined where the two do not go together. */
export function merged(one: Condition, other: Condition): Condition | undefined {
  const joined = (left: readonly string[], right: readonly string[]) => {
    const known = new Set(left.map((value) => value.toLowerCase()));
    const fresh = right.filter((value) => !known.has(value.toLowerCase()));
    const all = [...left, ...fresh];
    return fresh.length === 0 || all.length > 20 ? undefined : all;
  };
  switch (one.fact) {
    case "title":
    case "said":
    case "industry":
    case "country":
    case "stage": {
      if (other.fact !== one.fact) return undefined;
      const any = joined(one.any, other.any);
      return any && { ...one, any };
    }
    case "asset": {
      if (other.fact !== "asset" || other.was !== one.was) return undefined;
      const ids = joined(one.ids, other.ids);
      return ids && { ...one, ids };
    }
    case "did": {
      if (other.fact !== "did") return undefined;
      if (one.about && other.about && one.kinds.join() === other.kinds.join()) {
        const about = joined(one.about, other.about);
        return about && { ...one, about };
      }
      if (one.about || other.about) return undefined;
      const kinds = joined(one.kinds, other.kinds);
      return kinds && { ...one, kinds: kinds as typeof one.kinds };
    }
    default:
      return undefined;
  }
}

/** What else a condition can be without another fact: its opposite, with days and without. */
export function variantsOf(condition: Condition): Condition[] {
  const variants: Condition[] = [];
  const days = daysOf(condition);
  if (days === null) variants.push(withDays(condition, DEFAULT_DAYS));
  if (typeof days === "number") variants.push(withDays(condition, null));
  if (condition.fact === "did") variants.push(withLeast(condition, condition.least ? 1 : 2));
  if (condition.fact === "stage") {
    const { not, within: _none, ...rest } = condition;
    variants.push(not ? rest : { ...rest, not: true });
  }
  if (condition.fact === "asset") {
    variants.push({ ...condition, was: condition.was === "sent" ? "read" : "sent" });
  }
  return variants;
}
