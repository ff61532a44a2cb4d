import { copyText } from "../../lib/panel/copy-text.ts";
import { type Clock, momentWords } from "../../lib/panel/time-words.ts";
import type { Options } from "../../lib/panel/use-options.ts";
import type { SendingSettings as SendingSettingsModel } from "../../lib/panel/use-sending-settings.ts";
import { refusedWords } from "../panel/refused-list.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { SendingSettings } from "./sending-settings.tsx";

interface SettingsCardProps {
  options: Options;
  sending: SendingSettingsModel;
  clock: Clock;
  onDone: (words: string) => void;
}

/** What waits, what is kept in this browser, and what helps when something is wrong. */
export function SettingsCard({ options, sending, clock, onDone }: SettingsCardProps) {
  const { stored, waiting, clear, diagnostics } = options;
  const connected = options.connection?.state === "connected";
  return (
    <div className="card">
      {connected && <SendingSettings model={sending} onDone={onDone} />}
      {connected && (
        <section className="setting" aria-labelledby="waiting">
          <div>
            <h2 id="waiting">Waiting to be sent</h2>
            {options.refused.length > 0 && (
              <ul>
                {options.refused.map(({ id, kind, label, message }) => (
                  <li key={id}>
                    {refusedWords(kind, label, message)}{" "}
                    <Button look="text" onClick={() => void options.dismiss(id)}>
                      Dismiss
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {waiting.length === 0 && options.refused.length > 0 ? (
              <p className="card-note">Nothing else waits.</p>
            ) : waiting.length === 0 ? (
              <p className="card-note">Nothing. Everything you did has arrived.</p>
            ) : (
              <>
                <p className="card-note">
                  Sent once each when the connection is back, even if you close the browser.
                </p>
                <ul>
                  {waiting.map(({ id, label, at }) => (
                    <li key={id}>
                      {label},{" "}
                      <Time instant={at} zone={clock.zone}>
                        {momentWords(at, clock)}
                      </Time>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </section>
      )}
      {(connected || (stored && stored.people > 0)) && (
        <section className="setting" aria-labelledby="stored">
          <div>
            <h2 id="stored">Stored here</h2>
            <p className="card-note">{stored && storedWords(stored)}</p>
          </div>
          <Button
            onClick={async () => {
              await clear();
              onDone("Recent people cleared.");
            }}
            disabled={!stored || stored.people === 0}
          >
            Clear
          </Button>
        </section>
      )}
      {connected && (
        <section className="setting" aria-labelledby="keyboard">
          <div>
            <h2 id="keyboard">Keyboard</h2>
            <p className="card-note">
              Alt Shift L shows or hides the panel, unless you changed it on your browser's page of extension
              shortcuts.
            </p>
          </div>
        </section>
      )}
      <section className="setting" aria-labelledby="diagnostics">
        <div>
          <h2 id="diagnostics">Diagnostics</h2>
          <p className="card-note">Versions, times and error codes. No personal data.</p>
        </div>
        <Button
          onClick={async () => {
            const text = await diagnostics();
            const copied = text !== undefined && (await copyText(text));
            onDone(copied ? "Diagnostics copied." : "The diagnostics could not be copied.");
          }}
        >
          <Icon name="copy" size={14} />
          Copy diagnostics
        </Button>
      </section>
    </div>
  );
}

function storedWords({ token, waiting, people }: NonNullable<Options["stored"]>): string {
  const parts = [
    token && "one access token",
    waiting > 0 && "what waits",
    people > 0 && `${people} recent ${people === 1 ? "person" : "people"} until the browser closes`,
  ].filter(Boolean);
  if (parts.length === 0) return "Nothing.";
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(parts as string[]);
  return `${list[0]?.toUpperCase()}${list.slice(1)}.`;
}
