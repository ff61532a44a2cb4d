import "./fit-preview.css";
import { useState } from "react";
import type { Conditions, PreviewReply } from "../../../../lib/contract/condition.ts";
import { peopleWords } from "../../../../lib/desk/content/asset-words.ts";
import type { Which } from "../../../../lib/desk/content/use-judged-people.ts";
import { type Preview, useSpokenFit } from "../../../../lib/desk/content/use-preview.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { JudgedPeople } from "./judged-people.tsx";
import { PeopleList } from "./people-list.tsx";

interface FitPreviewProps {
  conditions: Conditions;
  /** Who was sent or read it is kept out. */
  assetId?: string;
  preview: Preview;
}

/** Whom the sentence fits today, apart from them whom it cannot be decided for and whom the exceptions keep out. */
export function FitPreview({ conditions, assetId, preview }: FitPreviewProps) {
  const [shown, setShown] = useState<Which>();
  const spoken = useSpokenFit(preview, conditions);
  const figures = preview.preview;
  return (
    <>
      <p role="status" className="visually-hidden">
        {spoken}
      </p>
      {shown && figures ? (
        <JudgedPeople
          key={shown}
          conditions={conditions}
          assetId={assetId}
          which={shown}
          onClose={() => setShown(undefined)}
        />
      ) : (
        <Figures preview={preview} ofContent={assetId !== undefined} onShow={setShown} />
      )}
    </>
  );
}

function Figures({
  preview: { asks, preview, old, error },
  ofContent,
  onShow,
}: {
  preview: Preview;
  ofContent: boolean;
  onShow: (which: Which) => void;
}) {
  if (!asks)
    return (
      <section className="fit-part" aria-label="Whom it fits">
        <h2 className="finding">Fits nobody yet</h2>
        <p className="quiet-text">Say whom it is for, or what they did. It is counted here as you write.</p>
      </section>
    );
  if (!preview)
    return (
      <section className="fit-part" aria-label="Whom it fits" aria-busy={!error}>
        <h2 className="finding">{error ? "Not counted" : "Counting…"}</h2>
        {error ? <p role="alert">{error.message}</p> : <Skeleton width="60%" />}
      </section>
    );
  return (
    <div className="figures" data-old={old || undefined}>
      <Fits preview={preview} onShow={onShow} />
      <Undecided preview={preview} onShow={onShow} />
      <KeptOut preview={preview} ofContent={ofContent} onShow={onShow} />
    </div>
  );
}

interface PartProps {
  preview: PreviewReply;
  onShow: (which: Which) => void;
}

function Fits({ preview: { fits, of }, onShow }: PartProps) {
  const { people, some } = fits;
  const five = some.length === 5 ? "Five of them:" : "They are:";
  return (
    <section className="fit-part" aria-label="Whom it fits">
      <h2 className="finding">
        Fits{" "}
        {people > 0 ? (
          <button type="button" className="opens" onClick={() => onShow("fits")}>
            {peopleWords(people)}
          </button>
        ) : (
          "nobody"
        )}{" "}
        today
      </h2>
      <p className="small-text">
        Counted as you write{of > 0 && `, of ${peopleWords(of)}`}.{" "}
        {people > 0 && (people > some.length ? five : "They are:")}
      </p>
      <PeopleList people={some} label="Some of them" />
      {people > some.length && (
        <Button look="text" onClick={() => onShow("fits")}>
          Show all {people.toLocaleString("en-GB")}
        </Button>
      )}
    </section>
  );
}

function Undecided({ preview: { undecided, fits }, onShow }: PartProps) {
  const { people, by, panel } = undecided;
  return (
    <section className="fit-part" aria-label="Cannot be decided">
      <PartHead title="Cannot be decided" people={people} onOpen={() => onShow("undecided")} />
      {people === 0 ? (
        <p className="quiet-text">Nobody: for everybody it is decided by what is known.</p>
      ) : (
        <p className="quiet-text">
          {fits.people > 0 && `Not in the ${fits.people.toLocaleString("en-GB")}. `}
          <Counted by={by} />
        </p>
      )}
      {panel && <blockquote className="panel-words">Panel: “{panel}”</blockquote>}
    </section>
  );
}

function KeptOut({ preview: { keptOut }, ofContent, onShow }: PartProps & { ofContent: boolean }) {
  const { people, by } = keptOut;
  return (
    <section className="fit-part" aria-label="Kept out">
      <PartHead title="Kept out" people={people} onOpen={() => onShow("kept_out")} />
      <p className="quiet-text">
        {people > 0 ? (
          <Counted by={by} />
        ) : ofContent ? (
          "Nobody: no exception holds, and nobody has it yet."
        ) : (
          "Nobody: no exception holds."
        )}
      </p>
    </section>
  );
}

function PartHead({ title, people, onOpen }: { title: string; people: number; onOpen: () => void }) {
  return (
    <div className="part-head">
      <h3 className="part-title">{title}</h3>
      {people === 0 ? (
        <span className="none">0</span>
      ) : (
        <button
          type="button"
          className="opens"
          aria-label={`${people.toLocaleString("en-GB")}. Show them`}
          onClick={onOpen}
        >
          {people.toLocaleString("en-GB")}
        </button>
      )}
    </div>
  );
}

/** "Role not known 8, stage not known 5." */
function Counted({ by }: { by: readonly { words: string; people: number }[] }) {
  const text = by.map(({ words, people }) => `${words} ${people.toLocaleString("en-GB")}`).join(", ");
  return text ? <>{text.charAt(0).toUpperCase() + text.slice(1)}.</> : null;
}
