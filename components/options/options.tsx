import "../ui/base.css";
import "./options.css";
import { useCallback, useState } from "react";
import { ownZone } from "../../lib/panel/time-words.ts";
import { useCrmPlaces } from "../../lib/panel/use-crm-places.ts";
import { useDevices } from "../../lib/panel/use-devices.ts";
import { useNow } from "../../lib/panel/use-now.ts";
import { useOptions } from "../../lib/panel/use-options.ts";
import { useSendingSettings } from "../../lib/panel/use-sending-settings.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusLine } from "../ui/status-line.tsx";
import { ByCompany } from "./by-company.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { ConnectedCard } from "./connected-card.tsx";
import { DevicesCard } from "./devices-card.tsx";
import { PlacesCard } from "./places-card.tsx";
import { SettingsCard } from "./settings-card.tsx";

export function Options() {
  const options = useOptions();
  const clock = { now: useNow(true), zone: ownZone() };
  const [said, setSaid] = useState<string>();
  const say = useCallback((words: string) => setSaid(words), []);
  const { connection, failure, policy } = options;
  /** After connecting or disconnecting, one card takes the other's place, and the keyboard goes along. */
  const [took, setTook] = useState<"connected" | "left">();
  const connected = connection?.state === "connected";
  const places = useCrmPlaces();
  const devices = useDevices(connected);
  const sending = useSendingSettings(connected);
  return (
    <main className="options">
      <p className="options-brand">
        <BrandMark />
        Leadside
      </p>
      {failure && (
        <section className="card">
          <h1>Leadside does not answer inside this browser</h1>
          <p className="card-note">Reload this page. If that does not help, restart the browser.</p>
        </section>
      )}
      {!connection && !failure && (
        <div className="card">
          <Skeleton width="60%" />
        </div>
      )}
      {connection?.state === "connected" && (
        <ConnectedCard
          connection={connection}
          clock={clock}
          waiting={options.waiting.length}
          byCompany={policy?.hub !== undefined}
          focused={took === "connected"}
          onDisconnect={async () => {
            const words = await options.disconnect();
            setTook("left");
            setSaid(words);
          }}
        />
      )}
      {connection && policy && !connected && (
        <ConnectForm
          connection={connection}
          policy={policy}
          addsDevice={options.addsDevice}
          focused={took === "left"}
          connect={async (link, name) => {
            const failure = await options.connect(link, name);
            if (!failure) setTook("connected");
            return failure;
          }}
          onForget={async () => {
            const words = await options.disconnect();
            setTook("left");
            setSaid(words);
          }}
        />
      )}
      {connected && <DevicesCard model={devices} clock={clock} onDone={say} />}
      {connection && <PlacesCard model={places} onDone={say} />}
      {connection && <SettingsCard options={options} sending={sending} clock={clock} onDone={setSaid} />}
      <p className="card-note">
        {policy && !policy.emailHint
          ? "Leadside reads the address of your CRM's pages, and nothing else in them. "
          : "Leadside reads the address of your CRM's pages and, as a hint, the person's e-mail. "}
        It has no access to your mailbox, cookies or other sites. {policy?.emailHintSet && <ByCompany />}
      </p>
      {policy?.problems.map((problem) => (
        <p key={problem} className="card-note">
          For your IT department: {problem}
        </p>
      ))}
      <StatusLine text={said} />
    </main>
  );
}
