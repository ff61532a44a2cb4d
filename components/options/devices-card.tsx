import { useCallback, useId, useRef, useState } from "react";
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
  const [back, setBack] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { endAdding } = model;
  const end = useCallback(
    (focused: boolean) => {
      setBack(focused);
      endAdding();
    },
    [endAdding],
  );
  if (!devices && !problem) return null;
  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices" ref={heading} tabIndex={-1}>
        Your devices
      </h2>
      {problem && <p className="card-note">They cannot be shown now. {problem}</p>}
      <ul className="option-rows" aria-labelledby="devices">
        {devices?.map((device) => (
          <Row
            key={device.id}
            device={device}
            clock={clock}
            model={model}
            onDone={(words) => {
              onDone(words);
              heading.current?.focus();
            }}
          />
        ))}
      </ul>
      {adding ? (
        <AddDevice adding={adding} added={model.added} clock={clock} onEnd={end} onDone={onDone} />
      ) : (
        <div className="card-buttons">
          <Button
            autoFocus={back}
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
  const [kept, setKept] = useState(false);
  const warning = useId();
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
          <p id={warning} className="option-row-warning">
            It is refused from now on, and forgets what it was shown when it asks next. It comes back only
            with a new code or invitation.
          </p>
        )}
      </div>
      {!current && (
        <div className="option-row-buttons">
          {/* Each with a key: else Revoke becomes Yes under a key that is still pressed. */}
          {asking ? (
            <>
              <Button
                key="yes"
                look="filled"
                aria-describedby={warning}
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
              <Button
                key="keep"
                autoFocus
                aria-describedby={warning}
                disabled={busy}
                onClick={() => {
                  setKept(true);
                  setAsking(false);
                }}
              >
                Keep
              </Button>
            </>
          ) : (
            <Button key="revoke" autoFocus={kept} onClick={() => setAsking(true)}>
              Revoke<span className="visually-hidden"> {name}</span>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
