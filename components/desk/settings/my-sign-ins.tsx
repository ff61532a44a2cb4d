import "../shell/form.css";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { leftWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { CopyTextButton } from "../shell/copy-text-button.tsx";
import { RowList } from "../shell/rows.tsx";
import { DeviceRow } from "./device-rows.tsx";

/** My devices and sign-ins: add one, refuse one, or all but this. */
export function MySignIns() {
  const say = useNotice();
  const devices = useHub("devices", undefined);
  const revoke = useHubWrite("revokeDevice", ["devices"]);
  const everywhere = useHubWrite("signOutEverywhere", ["devices"]);
  const problem = revoke.error ?? everywhere.error;
  return (
    <Answer query={devices}>
      {({ items }) => (
        <>
          <AddDevice />
          {problem && (
            <p className="form-problem" role="alert">
              {problem.message}
            </p>
          )}
          <RowList
            title="Where I am signed in"
            count={items.length}
            fact={
              items.length > 1 && (
                <Confirm
                  label="Sign out everywhere else"
                  question="All but this browser are refused at once."
                  yes="Sign them out"
                  busy={everywhere.isPending}
                  onYes={() =>
                    everywhere.mutate(undefined, {
                      onSuccess: ({ revoked }) =>
                        say({ text: revoked === 1 ? "One was signed out." : `${revoked} were signed out.` }),
                    })
                  }
                />
              )
            }
          >
            {items.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                busy={revoke.isPending}
                onRevoke={() => revoke.mutate({ id: device.id })}
              />
            ))}
          </RowList>
        </>
      )}
    </Answer>
  );
}

function AddDevice() {
  const { now } = useClock();
  const add = useHubWrite("addDevice", ["devices"]);
  const made = add.data;
  if (made?.code && made.link && new Date(made.expiresAt) > now) {
    return (
      <section className="secret" aria-label="Code for another browser">
        <p>
          In the extension’s options, or on the desk’s sign-in page of the other browser. It works once, for{" "}
          {leftWords(made.expiresAt, now)}.
        </p>
        <pre>{made.code}</pre>
        <div className="secret-buttons">
          <CopyTextButton label="Copy code" text={made.code} />
          <CopyTextButton label="Copy link" text={made.link} />
        </div>
      </section>
    );
  }
  return (
    <p className="settings-note">
      <Button onClick={() => add.mutate({})} aria-busy={add.isPending}>
        Add a device
      </Button>
      {add.error && <span className="form-problem"> {add.error.message}</span>}
    </p>
  );
}
