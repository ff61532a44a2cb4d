import type { z } from "zod";
import type { Author } from "../../../../lib/contract/person.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { useMay, useMember } from "../../../../lib/desk/use-me.ts";
import { SelectField } from "../select-field.tsx";

interface Owned {
  ownerId: string | null;
}
interface OwnerFieldProps {
  owner: z.infer<typeof Author> | null;
  onSave: (next: Owned, before: Owned, text: string) => void;
}

/** Who is asked to look at it again. */
export function OwnerField({ owner, onSave }: OwnerFieldProps) {
  const member = useMember();
  const mayManage = useMay("manageMembers");
  const members = useHub("members", undefined, { enabled: mayManage });
  const ownerId = owner?.memberId ?? "";
  const writers =
    members.data?.items.filter(({ role, deactivatedAt }) => role !== "rep" && deactivatedAt === null) ?? [];
  const known = new Map([
    ...(owner?.memberId ? [[owner.memberId, owner.name] as const] : []),
    ...writers.map(({ id, name }) => [id, name] as const),
    [member.id, `${member.name} (you)`] as const,
  ]);
  return (
    <div className="field">
      <SelectField
        label="Owner"
        value={ownerId}
        options={[
          ...[...known].map(([value, label]) => ({ value, label })),
          { value: "", label: "Nobody: no review is asked for" },
        ]}
        onChange={(value) =>
          onSave(
            { ownerId: value || null },
            { ownerId: ownerId || null },
            value === "" ? "Owned by nobody." : `Reviews are asked of ${known.get(value)}.`,
          )
        }
      />
    </div>
  );
}
