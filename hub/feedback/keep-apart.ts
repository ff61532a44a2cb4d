import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { touchFeedback } from "./touch.ts";
import { isVisible } from "./visible.ts";

/** Notes that an item is not the same as others: they are not offered for each other any more; undone, they are again. */
export async function keepApart(
  hub: Hub,
  { id, from, undo = false }: { id: string; from: readonly string[]; undo?: boolean | undefined },
): Promise<void> {
  const others = [...new Set(from)].filter((other) => other !== id);
  await hub.store.transaction(async (sql) => {
    const known = await sql.query(
      `select 1 from feedback f where id = any($1::uuid[]) and ${isVisible("$2")}`,
      [[id, ...others], hub.now()],
    );
    if (known.length <= others.length) {
      throw new ApiError(
        "not_found",
        "There is no such feedback (any more): its giver may have taken it back.",
      );
    }
    await sql.query(
      undo
        ? `delete from feedback_apart using unnest($2::uuid[]) as o (other)
           where a_id = least($1::uuid, other) and b_id = greatest($1::uuid, other)`
        : `insert into feedback_apart (a_id, b_id)
       select least($1::uuid, other), greatest($1::uuid, other) from unnest($2::uuid[]) as o (other)
       order by 1, 2 on conflict do nothing`,
      [id, others],
    );
    await touchFeedback(sql);
  });
}
