import { useEffect, useRef, useState } from "react";
import type { Asset } from "../../../../lib/contract/asset.ts";
import { dateWords } from "../../../../lib/desk/content/asset-words.ts";
import { type AssetShare, useAssetShares } from "../../../../lib/desk/content/use-asset-shares.ts";
import { absoluteWords, ownZone } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { ShareViews } from "./share-views.tsx";

/** To whom it was sent, and what came of it. */
export function Sent({ asset }: { asset: Asset }) {
  const [onlyRead, setOnlyRead] = useState(false);
  const shares = useAssetShares(asset.id, onlyRead);
  const section = useRef<HTMLElement>(null);
  // Who opened a figure of the list comes for this, and it was not there yet when the address was.
  useEffect(() => {
    if (window.location.hash === "#sent") section.current?.scrollIntoView();
  }, []);
  return (
    <section ref={section} className="work-part" id="sent" aria-labelledby="sent-title">
      <div className="part-head" data-line>
        <h2 id="sent-title" className="part-title">
          Sent
        </h2>
        <Checkbox label="Only what a person read" checked={onlyRead} onChange={setOnlyRead} />
      </div>
      {shares.error && (
        <p className="part-problem" role="alert">
          {shares.error.message}
        </p>
      )}
      {!shares.data && !shares.error && <Skeleton width="60%" />}
      {shares.data?.length === 0 && (
        <p className="quiet-text">
          {onlyRead ? "No person has read it by a link yet." : "Nobody has sent it yet."}
        </p>
      )}
      <ul className="shares">
        {shares.data?.map((share) => (
          <ShareRow key={share.id} share={share} />
        ))}
      </ul>
      {shares.hasNextPage && (
        <Button onClick={() => shares.fetchNextPage()} aria-busy={shares.isFetchingNextPage}>
          {shares.isFetchingNextPage ? "Reading…" : "Show earlier"}
        </Button>
      )}
    </section>
  );
}

function ShareRow({ share }: { share: AssetShare }) {
  const [open, setOpen] = useState(false);
  const zone = ownZone();
  const at = share.openedInAt ?? share.copiedAt ?? share.preparedAt;
  const clock = { now: new Date(), zone };
  const did = share.openedInAt
    ? "Opened in a mail program"
    : share.copiedAt
      ? "Link copied"
      : "Prepared, not copied";
  return (
    <li className="share">
      <button type="button" className="share-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="share-mark">
          <Icon name="right" size={14} />
        </span>
        <span className="share-who">
          <OutsideText>{share.person?.name ?? "Somebody unknown"}</OutsideText>{" "}
          <span className="quiet-text">
            <OutsideText>{share.person?.company ?? ""}</OutsideText>
          </span>
        </span>
        <span className="share-reading" data-person={share.reading.state === "person" || undefined}>
          {share.tracked ? share.reading.words : "Sent without tracking"}
        </span>
        <time className="share-at" dateTime={at} title={absoluteWords(at, zone)}>
          {dateWords(at, clock)}
        </time>
        <span className="share-by small-text">
          {did} by <OutsideText>{share.by.name}</OutsideText> · v{share.sentVersion ?? share.version}
          {share.revokedAt && " · revoked"}
        </span>
      </button>
      {open && <ShareViews id={share.id} />}
    </li>
  );
}
