import type { Claim } from "../../../lib/contract/claim.ts";
import { dateWords } from "../../../lib/desk/content/asset-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { absoluteWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { InboxFigure } from "./inbox-figure.tsx";

/** Every version, the newest first: what changed, what it said, and whom it is owed to. */
export function ClaimVersions({ versions }: Pick<Claim, "versions">) {
  const clock = useClock();
  return (
    <section className="work-part" aria-labelledby="versions">
      <div className="part-head" data-line>
        <h2 id="versions" className="part-title">
          Versions <span className="part-count">{versions.length}</span>
        </h2>
      </div>
      <ul className="versions">
        {versions.map((version, at) => (
          <li key={version.id} className="version">
            <span className="version-number">v{version.number}</span>
            <time
              dateTime={version.createdAt}
              title={absoluteWords(version.createdAt, clock.zone)}
              className="version-date"
            >
              {dateWords(version.createdAt, clock)}
            </time>
            <div className="version-text">
              <OutsideText>{version.whatChanged || "First version"}</OutsideText>
              {version.credits.map((credit) => (
                <p key={credit} className="small-text">
                  <OutsideText>{credit}</OutsideText>
                </p>
              ))}
              {at > 0 && (
                <p className="small-text">
                  “<OutsideText>{version.body.say}</OutsideText>”
                </p>
              )}
            </div>
            <Landed version={version} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Landed({ version: { id, number, landed, fellFlat } }: { version: Claim["versions"][number] }) {
  const said = landed + fellFlat;
  if (said === 0) return null;
  return (
    <span className="version-landed">
      <InboxFigure
        count={said}
        text={`${landed.toLocaleString("en-GB")} of ${said.toLocaleString("en-GB")}`}
        of={`landed, version ${number}`}
        search={{ claimVersionId: id }}
      />{" "}
      <span className="small-text">landed</span>
    </span>
  );
}
