import "../ui/base.css";
import "./options.css";
import { useState } from "react";
import { ownZone } from "../../lib/panel/time-words.ts";
import { useNow } from "../../lib/panel/use-now.ts";
import { useOptions } from "../../lib/panel/use-options.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { StatusLine } from "../ui/status-line.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { ConnectedCard } from "./connected-card.tsx";
import { SettingsCard } from "./settings-card.tsx";

export function Options() {
  const options = useOptions();
  const clock = { now: useNow(true), zone: ownZone() };
  const [said, setSaid] = useState<string>();
  const { connection, failure } = options;
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
          waiting={options.waiting.filter(({ kind }) => kind !== "seen").length}
          onDisconnect={async () => setSaid(await options.disconnect())}
        />
      )}
      {connection && connection.state !== "connected" && (
        <ConnectForm signedOut={connection.state === "signed_out"} connect={options.connect} />
      )}
      {connection && <SettingsCard options={options} clock={clock} onDone={setSaid} />}
      <p className="card-note">
        Leadside reads the address of your CRM's pages and, as a hint, the person's e-mail. It has no access
        to your mailbox, cookies or other sites.
      </p>
      <StatusLine text={said} />
    </main>
  );
}
