import { useState } from "react";
import type { CrmPlace } from "../../lib/bridge/messages.ts";
import { hostWords } from "../../lib/panel/crm-address-words.ts";
import { type CrmPlaces, familiesOf } from "../../lib/panel/use-crm-places.ts";
import { Button } from "../ui/button.tsx";
import { ByCompany } from "./by-company.tsx";
import { PlaceForm } from "./place-form.tsx";

interface PlacesCardProps {
  model: CrmPlaces;
  onDone: (words: string) => void;
}

/** Beside the records of which addresses Leadside works. Others are allowed here, and given back here. */
export function PlacesCard({ model, onDone }: PlacesCardProps) {
  const [adding, setAdding] = useState(false);
  const [back, setBack] = useState(false);
  const end = () => {
    setBack(true);
    setAdding(false);
  };
  const { places } = model;
  if (!places) return null;
  const wanted = places.filter(({ state }) => state === "wanted");
  return (
    <section className="card" aria-labelledby="places">
      <h2 id="places">Where your CRM is</h2>
      <ul className="option-rows">
        {places.map((place) => (
          <Place key={place.family} place={place} model={model} onDone={onDone} />
        ))}
      </ul>
      {wanted.length > 0 && (
        <div className="card-buttons">
          <Button
            look="filled"
            onClick={() => void model.allow(familiesOf(wanted)).then(({ words }) => onDone(words))}
          >
            Allow what your company set
          </Button>
        </div>
      )}
      {adding ? (
        <PlaceForm
          places={places}
          allow={model.allow}
          onDone={(words) => {
            end();
            onDone(words);
          }}
          onCancel={end}
        />
      ) : (
        <div className="card-buttons">
          <Button autoFocus={back} onClick={() => setAdding(true)}>
            My CRM has another address
          </Button>
        </div>
      )}
    </section>
  );
}

interface PlaceProps extends PlacesCardProps {
  place: CrmPlace;
}

function Place({ place, model, onDone }: PlaceProps) {
  const [family] = familiesOf([place]);
  if (!family) return null;
  const { state, byCompany } = place;
  return (
    <li className="option-row">
      <div>
        <p>
          {family.name} {byCompany && <ByCompany />}
        </p>
        <p className="card-note">{hostWords(family)}</p>
        {state === "taken_away" && (
          <p className="option-row-warning">
            Taken away in this browser's settings, so Leadside does nothing there. Allow it again to have it
            back.
          </p>
        )}
        {state === "wanted" && <p className="option-row-warning">Your browser has not been asked yet.</p>}
      </div>
      <div className="option-row-buttons">
        {state === "taken_away" && (
          <Button onClick={() => void model.allow([family]).then(({ words }) => onDone(words))}>
            Allow<span className="visually-hidden"> {family.name} again</span>
          </Button>
        )}
        {!family.builtIn && !byCompany && (
          <Button onClick={() => void model.remove(family).then(onDone)}>
            {state === "on" ? "Remove" : "Forget"}
            <span className="visually-hidden"> {family.name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
