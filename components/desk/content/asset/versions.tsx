import { useState } from "react";
import type { Asset, AssetVersion } from "../../../../lib/contract/asset.ts";
import { dateWords, versionProblem } from "../../../../lib/desk/content/asset-words.ts";
import { byteWords } from "../../../../lib/desk/content/byte-words.ts";
import { useOpenVersion } from "../../../../lib/desk/content/use-open-version.ts";
import { absoluteWords, ownZone } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { AddVersion } from "./add-version.tsx";

/** Every version, the newest first, what changed, and the old ones to look at. */
export function Versions({ asset }: { asset: Asset }) {
  const [adding, setAdding] = useState(false);
  const { open, problem } = useOpenVersion();
  return (
    <section className="work-part" aria-labelledby="versions">
      <div className="part-head" data-line>
        <h2 id="versions" className="part-title">
          Versions <span className="part-count">{asset.versions.length}</span>
        </h2>
        {!adding && (
          <Button look="text" onClick={() => setAdding(true)}>
            Add a version
          </Button>
        )}
      </div>
      {adding && <AddVersion asset={asset} onDone={() => setAdding(false)} />}
      {problem && (
        <p className="part-problem" role="alert">
          {problem}
        </p>
      )}
      <ul className="versions">
        {asset.versions.map((version) => (
          <VersionRow key={version.id} version={version} onOpen={() => open(version.id)} />
        ))}
      </ul>
    </section>
  );
}

function VersionRow({ version, onOpen }: { version: AssetVersion; onOpen: () => void }) {
  const zone = ownZone();
  const problem = versionProblem(version);
  const facts = [version.by.name, version.bytes === null ? undefined : byteWords(version.bytes)];
  return (
    <li className="version">
      <span className="version-number">v{version.number}</span>
      <time
        dateTime={version.createdAt}
        title={absoluteWords(version.createdAt, zone)}
        className="version-date"
      >
        {dateWords(version.createdAt, { now: new Date(), zone })}
      </time>
      <span className="version-text">
        <OutsideText>
          {version.whatChanged || (version.number === 1 ? "First version" : "Nothing said")}
        </OutsideText>{" "}
        <span className="small-text">
          <OutsideText>{facts.filter(Boolean).join(" · ")}</OutsideText>
        </span>
        {version.credit && (
          <span className="version-credit small-text">
            <OutsideText>{version.credit}</OutsideText>
          </span>
        )}
        {problem && (
          <span className="version-problem" data-tone={version.state === "failed" ? "late" : undefined}>
            {problem}
          </span>
        )}
      </span>
      {version.state === "ready" && (
        <Button look="text" aria-label={`Look at version ${version.number}`} onClick={onOpen}>
          Look
        </Button>
      )}
    </li>
  );
}
