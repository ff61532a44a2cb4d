import { useState } from "react";
import { FEEDBACK_TYPES } from "../../../lib/contract/feedback.ts";
import { STATUS_WORDS, TYPE_WORDS } from "../../../lib/contract/feedback-words.ts";
import { STATES } from "../../../lib/contract/inbox.ts";
import type { InboxSearch } from "../../../lib/desk/feedback/inbox-search.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { cutText } from "../../../lib/panel/cut-text.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { SearchField } from "../content/list/search-field.tsx";
import { SelectField } from "../content/select-field.tsx";

interface InboxFiltersProps {
  search: InboxSearch;
  onChange: (change: Partial<InboxSearch>) => void;
}
interface Choice {
  value: string;
  items: number;
}

/** Narrow the inbox; what is chosen stands in the address. */
export function InboxFilters({ search, onChange }: InboxFiltersProps) {
  const choices = useHub("inboxChoices", undefined).data;
  const about = choices?.about ?? [];
  const known = about.find(({ id }) => id === (search.assetId ?? search.claimId));
  const [unfolded, setUnfolded] = useState(false);
  const narrowing = [
    search.type,
    search.status,
    search.stage,
    search.industry,
    search.assetId ?? search.claimId,
  ].filter(Boolean);
  return (
    <div className="inbox-filters filters" data-unfolded={unfolded || undefined}>
      <Button className="inbox-filters-more" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        Filter{narrowing.length > 0 && ` (${narrowing.length})`}
        <Icon name="down" size={14} />
      </Button>
      <SelectField
        quiet
        label="Type"
        value={search.type ?? ""}
        options={[
          { value: "", label: "Type" },
          ...FEEDBACK_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] })),
        ]}
        onChange={(value) =>
          onChange({ type: FEEDBACK_TYPES.find((type) => type === value), reason: undefined })
        }
      />
      <SelectField
        quiet
        label="State"
        value={search.status ?? ""}
        options={[
          { value: "", label: "State" },
          ...STATES.map((value) => ({ value, label: STATUS_WORDS[value] })),
        ]}
        // Open and closed, since some states are the one and some the other.
        onChange={(value) => {
          const status = STATES.find((state) => state === value);
          onChange({ status, view: status && "all" });
        }}
      />
      <SelectField
        quiet
        label="Stage"
        value={search.stage ?? ""}
        options={withCounts("Stage", choices?.stages ?? [], search.stage)}
        onChange={(value) => onChange({ stage: value || undefined })}
      />
      <SelectField
        quiet
        label="Industry"
        value={search.industry ?? ""}
        options={withCounts("Industry", choices?.industries ?? [], search.industry)}
        onChange={(value) => onChange({ industry: value || undefined })}
      />
      <SelectField
        quiet
        label="About"
        value={search.assetId ?? search.claimId ?? ""}
        options={[
          { value: "", label: "About" },
          ...(known || !(search.assetId ?? search.claimId)
            ? []
            : [{ value: search.assetId ?? search.claimId ?? "", label: "Something else" }]),
          ...about.map(({ id, title, items }) => ({ value: id, label: `${cutText(title)} (${items})` })),
        ]}
        onChange={(value) => {
          const what = about.find(({ id }) => id === value)?.what;
          onChange({
            assetId: what === "asset" ? value : undefined,
            claimId: what === "claim" ? value : undefined,
            claimVersionId: undefined,
          });
        }}
      />
      <SearchField label="Search" value={search.query ?? ""} onChange={(query) => onChange({ query })} />
    </div>
  );
}

/** What is chosen stays a choice, though no item has it any more. */
function withCounts(label: string, choices: readonly Choice[], chosen: string | undefined) {
  const missing = chosen !== undefined && choices.every(({ value }) => value !== chosen);
  return [
    { value: "", label },
    ...choices.map(({ value, items }) => ({ value, label: `${cutText(value)} (${items})` })),
    ...(missing ? [{ value: chosen, label: cutText(chosen) }] : []),
  ];
}
