import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { kindWords } from "../../../lib/desk/kind-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Row } from "../shell/rows.tsx";

/** An asset that is never recommended, since nobody said when to use it. */
export function UnguidedRow({ asset }: { asset: TodayReply["withoutGuidance"][number] }) {
  const { assetId, title, sent } = asset;
  const sentWords =
    sent === 0
      ? "not sent yet"
      : `sent ${sent === 1 ? "once" : sent === 2 ? "twice" : `${sent} times`} without it`;
  return (
    <Row
      title={
        <>
          <Link to="/content/$assetId" params={{ assetId }} data-row>
            <OutsideText>{title}</OutsideText>
          </Link>{" "}
          <span className="list-row-note">
            {kindWords(asset.kind, asset.version)} · {sentWords}
          </span>
        </>
      }
      actions={
        <Link
          to="/content/$assetId"
          params={{ assetId }}
          className="button"
          data-look="text"
          aria-label={`Write guidance for ${title}`}
        >
          Write guidance
        </Link>
      }
    />
  );
}
