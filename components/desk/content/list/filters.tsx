import { ASSET_KINDS, AUDIENCES, type ListedAsset } from "../../../../lib/contract/asset.ts";
import { AUDIENCE_WORDS, KIND_WORDS, type ListSearch } from "../../../../lib/desk/content/list-search.ts";
import { useMember } from "../../../../lib/desk/use-me.ts";
import { SelectField } from "../select-field.tsx";

interface FiltersProps {
  search: ListSearch;
  /** What is loaded: its owners can be chosen. */
  items: readonly ListedAsset[];
  onChange: (change: Partial<ListSearch>) => void;
}

/** Narrow the list; what is chosen stands in the address. */
export function Filters({ search, items, onChange }: FiltersProps) {
  const member = useMember();
  const owners = new Map<string, string>([[member.id, "Mine"]]);
  for (const { owner } of items) {
    if (owner?.memberId && !owners.has(owner.memberId)) owners.set(owner.memberId, owner.name);
  }
  if (search.ownerId && !owners.has(search.ownerId)) owners.set(search.ownerId, "Another owner");
  return (
    <div className="filters">
      <SelectField
        quiet
        label="Kind"
        value={search.kind ?? ""}
        options={[
          { value: "", label: "Kind" },
          ...ASSET_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
        ]}
        onChange={(value) => onChange({ kind: ASSET_KINDS.find((kind) => kind === value) })}
      />
      <SelectField
        quiet
        label="Who may use"
        value={search.audience ?? ""}
        options={[
          { value: "", label: "Who may use" },
          ...AUDIENCES.map((value) => ({ value, label: AUDIENCE_WORDS[value] })),
        ]}
        onChange={(value) => onChange({ audience: AUDIENCES.find((audience) => audience === value) })}
      />
      <SelectField
        quiet
        label="Owner"
        value={search.ownerId ?? ""}
        options={[{ value: "", label: "Owner" }, ...[...owners].map(([value, label]) => ({ value, label }))]}
        onChange={(value) => onChange({ ownerId: value || undefined })}
      />
    </div>
  );
}
