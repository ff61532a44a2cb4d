import "./upload-strip.css";
import { Link } from "@tanstack/react-router";
import { progressWords } from "../../../../lib/desk/content/byte-words.ts";
import type { UploadItem } from "../../../../lib/desk/content/uploads.ts";
import { uploads, useUploads } from "../../../../lib/desk/content/uploads-here.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { TitleField } from "../asset/title-field.tsx";

/** The files on their way, each in a line of its own, and what became of them. */
export function UploadStrip() {
  const items = useUploads();
  const settled = items.filter(({ state }) => state === "added" || state === "refused").length;
  if (items.length === 0) return null;
  return (
    <section className="upload-strip" aria-label="Files on their way">
      <ul>
        {items.map((item) => (
          <UploadLine key={item.id} item={item} />
        ))}
      </ul>
      {settled > 1 && (
        <Button look="text" onClick={() => uploads.dismissSettled()}>
          Dismiss all that are done
        </Button>
      )}
      <p role="status" className="visually-hidden">
        {spoken(items)}
      </p>
    </section>
  );
}

function UploadLine({ item }: { item: UploadItem }) {
  const { id, fileName, title, state } = item;
  const dismiss = (
    <Button look="text" aria-label={`Dismiss ${fileName}`} onClick={() => uploads.dismiss(id)}>
      Dismiss
    </Button>
  );
  return (
    <li className="upload" data-state={state}>
      <span className="upload-name">
        {state === "refused" ? (
          <OutsideText>{fileName}</OutsideText>
        ) : (
          <TitleField
            label={`Title of ${fileName}`}
            quiet
            title={title}
            onSave={(next) => void uploads.rename(id, next)}
          />
        )}
      </span>
      <span className="upload-fact">
        <UploadFact item={item} />
      </span>
      <span className="upload-acts">
        {state === "sending" || state === "waiting" || state === "broken_off" ? (
          <Button look="text" aria-label={`Pause ${fileName}`} onClick={() => uploads.pause(id)}>
            Pause
          </Button>
        ) : state === "paused" ? (
          <>
            <Button look="text" aria-label={`Go on with ${fileName}`} onClick={() => uploads.resume(id)}>
              Go on
            </Button>
            {dismiss}
          </>
        ) : (
          state !== "keeping" && dismiss
        )}
      </span>
    </li>
  );
}

function UploadFact({
  item: { id, state, sent, bytes, problem, isText, asset, sameAs, fileName },
}: {
  item: UploadItem;
}) {
  if (state === "refused")
    return (
      <>
        <span className="upload-problem">Not taken: {problem}</span>
        {isText && (
          <Button look="text" onClick={() => void uploads.makeSnippet(id)}>
            Make it a snippet
          </Button>
        )}
      </>
    );
  if (state === "added" && asset)
    return (
      <>
        <Icon name="check" size={14} /> Added.{" "}
        <Link
          to="/content/$assetId"
          params={{ assetId: asset.id }}
          aria-label={`Write guidance for ${asset.title}`}
        >
          Write guidance
        </Link>
        {problem && <span className="upload-problem"> Not renamed: {problem}</span>}
      </>
    );
  if (state === "known" && sameAs)
    return (
      <>
        Already here as{" "}
        <Link to="/content/$assetId" params={{ assetId: sameAs.assetId }}>
          {sameAs.title}
        </Link>
        , version {sameAs.version}.{" "}
        <Button look="text" onClick={() => void uploads.keepKnown(id, "version")}>
          Make it the newest version
        </Button>{" "}
        <Button look="text" onClick={() => void uploads.keepKnown(id, "asset")}>
          Add it on its own
        </Button>
      </>
    );
  if (state === "waiting") return "Waits until the two before it are here";
  if (state === "keeping") return "Being checked …";
  return (
    <>
      <progress max={bytes} value={sent} aria-label={`${fileName}, sent`} />
      {progressWords(sent, bytes)}
      <span className="upload-note">
        {state === "paused"
          ? "paused"
          : state === "broken_off"
            ? "connection lost, goes on by itself"
            : sent >= bytes
              ? "being checked"
              : "goes on by itself if the connection drops"}
      </span>
    </>
  );
}

/** Only what changed for good is said; progress would never stop talking. */
function spoken(items: readonly UploadItem[]): string {
  const count = (state: UploadItem["state"]) => items.filter((item) => item.state === state).length;
  const words = [
    [count("added"), "added"],
    [count("refused"), "not taken"],
    [count("known"), "here already"],
  ] as const;
  return words.flatMap(([number, what]) => (number > 0 ? `${number} ${what}` : [])).join(", ");
}
