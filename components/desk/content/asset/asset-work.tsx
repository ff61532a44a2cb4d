import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import type { Asset } from "../../../../lib/contract/asset.ts";
import { peopleWords } from "../../../../lib/desk/content/asset-words.ts";
import { asksSomething, EMPTY_GUIDANCE } from "../../../../lib/desk/content/sentence.ts";
import { useAssetTitles } from "../../../../lib/desk/content/use-asset-titles.ts";
import { useGuidance } from "../../../../lib/desk/content/use-guidance.ts";
import { usePreview } from "../../../../lib/desk/content/use-preview.ts";
import { usePublish } from "../../../../lib/desk/content/use-publish.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useMember } from "../../../../lib/desk/use-me.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { Page } from "../../shell/page.tsx";
import { AfterReading } from "../preview/after-reading.tsx";
import { FitPreview } from "../preview/fit-preview.tsx";
import { About } from "./about.tsx";
import { ApplyDialog } from "./apply-dialog.tsx";
import { AssetPicture } from "./asset-picture.tsx";
import { AssetVerified } from "./asset-verified.tsx";
import { DraftChoice } from "./draft-choice.tsx";
import { DraftLine } from "./draft-line.tsx";
import { GuidanceEditor } from "./guidance-editor.tsx";
import { Matches } from "./matches.tsx";
import { Sent } from "./sent.tsx";
import { Versions } from "./versions.tsx";

interface AssetWorkProps {
  asset: Asset;
  also: readonly string[];
  back: ReactNode;
}

const NOTHING_ASKED = "Say whom it is for, or what they did. Then it can be published.";

/** The page of an asset that is there. What is being written lives here, and answers at the right. */
export function AssetWork({ asset, also, back }: AssetWorkProps) {
  const editing = useGuidance(asset);
  const { body: guidance } = editing;
  const preview = usePreview(guidance.conditions, asset.id);
  const titles = useAssetTitles(guidance.conditions);
  const member = useMember();
  const notice = useNotice();
  const [more, setMore] = useState<ReadonlySet<string>>(() => new Set(also.filter((id) => id !== asset.id)));
  const [missing, setMissing] = useState(false);
  const publishing = usePublish(asset, editing);
  const published = asset.guidance !== null;
  const before = asset.guidance?.guidance ?? EMPTY_GUIDANCE;
  const hasDraft =
    editing.isDraft &&
    (asset.draft !== null || editing.kept.keptAt !== undefined || editing.kept.is !== "kept");
  const asks = asksSomething(guidance);
  useEffect(() => {
    if (asks) setMissing(false);
  }, [asks]);

  // The head that had the focus while this was being read is gone.
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(".page-title")?.focus({ preventScroll: true });
  }, []);

  const nothingNew = !editing.isDraft && more.size === 0;
  function publish() {
    if (editing.kept.is === "changed")
      return notice({ text: "Choose first which of the two drafts is kept." });
    if (nothingNew) return notice({ text: "Nothing has changed since it was published." });
    setMissing(!asks);
    if (!asks) {
      document.querySelector<HTMLElement>("[data-stop][tabindex='0']")?.focus();
      return;
    }
    publishing.publish([...more], preview.preview?.fits.people, () => setMore(new Set()));
  }
  const version = `version ${asset.version.number}`;
  const { openFeedback = 0 } = asset;
  return (
    <Page
      title={asset.title}
      back={back}
      fact={
        <>
          {asset.length} · {version}
          {openFeedback > 0 && (
            <>
              {" · "}
              <Link to="/feedback" search={{ assetId: asset.id }} className="opens-rows">
                {openFeedback.toLocaleString("en-GB")} open<span className="visually-hidden"> feedback</span>
              </Link>
            </>
          )}
        </>
      }
      aside={
        <>
          <FitPreview conditions={guidance.conditions} assetId={asset.id} preview={preview} />
          {asset.evidence && <AfterReading evidence={asset.evidence} />}
        </>
      }
      asideWidth={352}
      asideLabel="Whom it fits"
      asideLive
      actions={
        <>
          <DraftLine
            editing={editing}
            published={published}
            before={
              asset.draft
                ? {
                    savedAt: asset.draft.savedAt,
                    by: asset.draft.by.memberId === member.id ? undefined : asset.draft.by.name,
                  }
                : undefined
            }
          />
          {hasDraft && (
            <Menu
              trigger={
                <IconButton label="More">
                  <Icon name="more" />
                </IconButton>
              }
              actions={[
                {
                  label: published ? "Discard the draft, back to what reps see" : "Discard the draft",
                  onSelect: () => publishing.discard(before),
                },
              ]}
            />
          )}
          <ApplyDialog assetId={asset.id} chosen={more} onChange={setMore} />
          <Button look={nothingNew ? "outlined" : "filled"} onClick={publish} aria-busy={publishing.busy}>
            {publishing.busy
              ? "Publishing…"
              : more.size > 0
                ? `Publish for ${more.size + 1}`
                : "Publish guidance"}
          </Button>
        </>
      }
    >
      <div className="asset-work">
        {publishing.problem && (
          <p className="part-problem" role="alert">
            Not published: {publishing.problem}
          </p>
        )}
        <DraftChoice editing={editing} without={before} />
        {asset.retiredAt !== null && (
          <p className="asset-band">
            Retired: not recommended, found or sent any more. Links that are out go on.
          </p>
        )}
        {!published && asset.retiredAt === null && (
          <p className="asset-band">Found by search, never recommended: guidance is what recommends it.</p>
        )}
        <GuidanceEditor
          editing={editing}
          alone={preview.alone}
          fits={preview.preview && !preview.old ? peopleWords(preview.preview.fits.people) : undefined}
          titles={titles}
          missing={missing ? NOTHING_ASKED : undefined}
        />
        <div className="two-columns">
          <Versions asset={asset} />
          <AssetVerified asset={asset} />
        </div>
        <div className="two-columns">
          <div>
            <About asset={asset} />
            <AssetPicture asset={asset} />
          </div>
          <Matches asset={asset} />
        </div>
        <Sent asset={asset} />
      </div>
    </Page>
  );
}
