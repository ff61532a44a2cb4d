import { askedOrg } from "../../../lib/desk/asked-org.ts";
import { TextField } from "../../ui/text-field.tsx";
import { SelectField } from "../content/select-field.tsx";

/** Undefined: production's, whichever it is called. Else the org as it was typed. */
export type TypedOrg = string | undefined;

/** Whose record ids a report has. */
export function ImportOrg({ typed, onChange }: { typed: TypedOrg; onChange: (typed: TypedOrg) => void }) {
  return (
    <div className="form import-org">
      <SelectField
        label="The record ids are of"
        value={typed === undefined ? "production" : "named"}
        options={[
          { value: "production", label: "Production" },
          { value: "named", label: "A sandbox, or one org of several" },
        ]}
        onChange={(value) => onChange(value === "production" ? undefined : "")}
      />
      {typed !== undefined && (
        <TextField
          label="The org’s name, or the address of one of its pages"
          placeholder="acme--uat.sandbox"
          value={typed}
          onChange={onChange}
          error={
            typed.trim() === "" || askedOrg(typed) ? undefined : "An org is named such as acme--uat.sandbox."
          }
        />
      )}
      <p className="form-note">
        It matters where you work in several: a sandbox’s records have the same ids as production’s, and must
        not be taken for the same people. With one org, leave Production.
      </p>
    </div>
  );
}
