import { TOUCHPOINT_KINDS } from "../../../lib/contract/touchpoint.ts";
import { isDays, type TypedKinds } from "../../../lib/desk/retention-days.ts";
import { KIND_WORDS } from "../../../lib/panel/kind-words.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SelectField } from "../content/select-field.tsx";

interface RetentionKindsProps {
  typed: TypedKinds;
  onChange: (typed: TypedKinds) => void;
}

/** Kinds of touchpoints that are kept longer or shorter than the others. */
export function RetentionKinds({ typed, onChange }: RetentionKindsProps) {
  const own = TOUCHPOINT_KINDS.filter((kind) => typed[kind] !== undefined);
  const others = TOUCHPOINT_KINDS.filter((kind) => typed[kind] === undefined);
  return (
    <fieldset className="choices">
      <legend>Kinds of touchpoints with a time of their own</legend>
      {own.map((kind) => {
        const text = typed[kind] ?? "";
        return (
          <div key={kind} className="retention-kind">
            <TextField
              label={KIND_WORDS[kind]}
              inputMode="numeric"
              hint="Empty: for ever."
              value={text}
              error={isDays(text, "touchpoints") ? undefined : "A whole number of days."}
              onChange={(days) => onChange({ ...typed, [kind]: days })}
            />
            <Button
              look="text"
              aria-label={`As all others: ${KIND_WORDS[kind]}`}
              onClick={() => {
                const { [kind]: _gone, ...rest } = typed;
                onChange(rest);
              }}
            >
              As all others
            </Button>
          </div>
        );
      })}
      {others.length > 0 && (
        <SelectField
          label={own.length === 0 ? "Give one its own" : "Give another its own"}
          value=""
          options={[
            { value: "", label: "Choose a kind" },
            ...others.map((kind) => ({ value: kind, label: KIND_WORDS[kind] })),
          ]}
          onChange={(kind) => kind !== "" && onChange({ ...typed, [kind]: "" })}
        />
      )}
    </fieldset>
  );
}
