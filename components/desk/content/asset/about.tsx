import { useState } from "react";
import type { Asset } from "../../../../lib/contract/asset.ts";
import type { RequestOf } from "../../../../lib/contract/endpoints.ts";
import { AUDIENCE_WORDS } from "../../../../lib/desk/content/list-search.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../../lib/desk/use-hub.ts";
import { useMay } from "../../../../lib/desk/use-me.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { SelectField } from "../select-field.tsx";
import { OwnerField } from "./owner-field.tsx";
import { TitleField } from "./title-field.tsx";

type Change = Omit<RequestOf<"changeAsset">, "id">;

/** What is said of the asset; each change is kept at once and can be taken back. */
export function About({ asset }: { asset: Asset }) {
  const notice = useNotice();
  const change = useHubWrite("changeAsset", ["asset", "assets", "today"]);
  const save = (next: Change, before: Change, text: string) =>
    change.mutate(
      { id: asset.id, ...next },
      { onSuccess: () => notice({ text, undo: () => change.mutate({ id: asset.id, ...before }) }) },
    );
  return (
    <section className="work-part" aria-labelledby="about">
      <div className="part-head" data-line>
        <h2 id="about" className="part-title">
          About
        </h2>
      </div>
      <div className="fields">
        <TitleField
          title={asset.title}
          label="Title"
          onSave={(title) => save({ title }, { title: asset.title }, `Called “${title}” from now on.`)}
        />
        <AudienceFields asset={asset} onSave={save} />
        <OwnerField owner={asset.owner} onSave={save} />
      </div>
      {change.error && (
        <p className="part-problem" role="alert">
          {change.error.message}
        </p>
      )}
      <RetireButton asset={asset} onSave={save} />
    </section>
  );
}

interface FieldProps {
  asset: Asset;
  onSave: (next: Change, before: Change, text: string) => void;
}

function AudienceFields({ asset, onSave }: FieldProps) {
  const teams = useHub("teams", undefined);
  const mayManage = useMay("manageMembers");
  /** Chosen, but without a team it would be for nobody: not kept before there is one. */
  const [choosing, setChoosing] = useState(false);
  const chosen = asset.teams.map(({ id }) => id);
  const shown = choosing ? "teams" : asset.audience === "unknown" ? "" : asset.audience;
  const before: Change =
    asset.audience === "unknown"
      ? {}
      : { audience: asset.audience, ...(asset.audience === "teams" ? { teams: chosen } : {}) };
  const choose = (audience: string) => {
    setChoosing(audience === "teams");
    if (audience === "all" || audience === "marketing")
      onSave({ audience }, before, `${AUDIENCE_WORDS[audience]}, from now on.`);
  };
  const toggle = (id: string, on: boolean) => {
    const next = on ? [...chosen, id] : chosen.filter((other) => other !== id);
    if (next.length === 0) return;
    setChoosing(false);
    onSave({ audience: "teams", teams: next }, before, "Kept: who may use it.");
  };
  return (
    <div className="field">
      <SelectField
        label="Who may use it"
        value={shown}
        options={[
          ...Object.entries(AUDIENCE_WORDS).map(([value, label]) => ({ value, label })),
          ...(shown === "" ? [{ value: "", label: "not known" }] : []),
        ]}
        onChange={choose}
      />
      {shown === "teams" && (
        <fieldset className="teams">
          <legend className="visually-hidden">Teams</legend>
          {teams.data?.items.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={asset.audience === "teams" && chosen.includes(id)}
              onChange={(on) => toggle(id, on)}
            />
          ))}
          {teams.data?.items.length === 0 && (
            <p className="small-text">
              There is no team yet. {mayManage ? "Add one in Settings." : "An admin adds one in Settings."}
            </p>
          )}
          {choosing && teams.data?.items.length !== 0 && (
            <p className="small-text">Choose a team; until then nothing changes.</p>
          )}
        </fieldset>
      )}
    </div>
  );
}

function RetireButton({ asset, onSave }: FieldProps) {
  const retired = asset.retiredAt !== null;
  return (
    <div className="part-buttons">
      <Button
        onClick={() =>
          onSave(
            { retired: !retired },
            { retired },
            retired ? "Back in the library." : "Retired. Links that are out go on.",
          )
        }
      >
        {retired ? "Restore" : "Retire"}
      </Button>
      <span className="small-text">
        {retired
          ? "Not recommended, found or sent. Links that are out go on."
          : "Then it is not recommended, found or sent any more. Links that are out go on."}
      </span>
    </div>
  );
}
