import { useState } from "react";
import type { Device } from "../../lib/contract/member.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { type Devices, deviceWords } from "../../lib/panel/use-devices.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";
import { AddDevice } from "./add-device.tsx";

interface DevicesCardProps {
  model: Devices;
  clock: Clock;
  onDone: (words: string) => void;
}

/** The browsers that this member is connected with; a lost one is shut out here. */
export function DevicesCard({ model, clock, onDone }: DevicesCardProps) {
  const { devices, problem, adding } = model;
  const [busy, setBusy] = useState(false);
  if (!devices && !problem) return null;
  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices">Your devices</h2>
      {problem && <p className="card-note">They cannot be shown now. {problem}</p>}
      <ul className="option-rows" aria-labelledby="devices">
        {devices?.map((device) => (
          <Row key={device.id} device={device} clock={clock} model={model} onDone={onDone} />
        ))}
      </ul>
      {adding ? (
        <AddDevice
          adding={adding}
          added={model.added}
          clock={clock}
          onEnd={model.endAdding}
          onDone={onDone}
        />
      ) : (
        <div className="card-buttons">
          <Button
            aria-busy={busy}
            onClick={async () => {
              setBusy(true);
              const problem = await model.add();
              setBusy(false);
              if (problem) onDone(problem);
            }}
          >
            Add a device
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ device, clock, model, onDone }: DevicesCardProps & { device: Device }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { createdAt, lastUsedAt, current } = device;
  const name = deviceWords(device);
  return (
    <li className="option-row">
      <div>
        <p>
          <OutsideText>{name}</OutsideText> {current && <span className="by-company">This device</span>}
        </p>
        <p className="card-note">
          since{" "}
          <Time instant={createdAt} zone={clock.zone}>
            {rowWords(createdAt, clock)}
          </Time>
          {lastUsedAt && !current && (
            <>
              {" · last used "}
              <Time instant={lastUsedAt} zone={clock.zone}>
                {rowWords(lastUsedAt, clock)}
              </Time>
            </>
          )}
        </p>
        {asking && (
          <p className="option-row-warning">
            It is refused from now on, and forgets what it was shown when it asks next. It comes back only
            with a new code or invitation.
          </p>
        )}
      </div>
      {!current && (
        <div className="option-row-buttons">
          {asking ? (
            <>
              <Button
                look="filled"
                disabled={busy}
                aria-busy={busy}
                onClick={async () => {
                  setBusy(true);
                  onDone(await model.revoke(device));
                  setBusy(false);
                  setAsking(false);
                }}
              >
                Yes, revoke
              </Button>
              <Button disabled={busy} onClick={() => setAsking(false)}>
                Keep
              </Button>
            </>
          ) : (
            <Button onClick={() => setAsking(true)}>
              Revoke<span className="visually-hidden"> {name}</span>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
