import { type ReactNode, useEffect, useState } from "react";
import type { Claim } from "../../../lib/contract/claim.ts";
import type { Condition } from "../../../lib/contract/condition.ts";
import { conditionWords } from "../../../lib/contract/condition-words.ts";
import { EMPTY_CLAIM, publishedBody } from "../../../lib/desk/claims/claim-draft.ts";
import { spokenSentence } from "../../../lib/desk/claims/spoken-sentence.ts";
import { useClaimDraft } from "../../../lib/desk/claims/use-claim-draft.ts";
import { usePublishClaim } from "../../../lib/desk/claims/use-publish-claim.ts";
import { peopleWords } from "../../../lib/desk/content/asset-words.ts";
import { chipWords } from "../../../lib/desk/content/chip-words.ts";
import { asksSomething, type Part } from "../../../lib/desk/content/sentence.ts";
import { useAssetTitles } from "../../../lib/desk/content/use-asset-titles.ts";
import { usePreview } from "../../../lib/desk/content/use-preview.ts";
import { useMember } from "../../../lib/desk/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { DraftChoice } from "../content/asset/draft-choice.tsx";
import { DraftLine } from "../content/asset/draft-line.tsx";
import { FitPreview } from "../content/preview/fit-preview.tsx";
import { ExceptionsRow, SentenceRow } from "../content/sentence/sentence-row.tsx";
import { Page } from "../shell/page.tsx";
import { ClaimAbout } from "./claim-about.tsx";
import { ProofEditor } from "./proof-editor.tsx";
import { PublishForm } from "./publish-form.tsx";
import { SayField } from "./say-field.tsx";

interface ClaimEditProps {
  claim: Claim;
  back: ReactNode;
  onDone: () => void;
}

/** The next version of a talking point, being written: kept as a draft by itself, and counted beside it. */
export function ClaimEdit({ claim, back, onDone }: ClaimEditProps) {
  const editing = useClaimDraft(claim);
  const { body, sentence, changeText, isDraft, kept } = editing;
  const publishing = usePublishClaim(claim, editing);
  const preview = usePreview(body.conditions);
  const titles = useAssetTitles(body.conditions);
  const member = useMember();
  const published = claim.versions.length > 0;
  const number = (claim.versions[0]?.number ?? 0) + 1;
  const [missing, setMissing] = useState(false);
  const asks = asksSomething(body);
  const says = body.say.trim() !== "";
  useEffect(() => {
    if (asks && says) setMissing(false);
  }, [asks, says]);
  const hasDraft = isDraft && (claim.draft !== null || kept.keptAt !== undefined || kept.is !== "kept");
  const row = {
    verb: "Say",
    editing: sentence,
    alone: preview.alone,
    wordsOf: (condition: Condition, part: Part, index: number) => chipWords(condition, part, index, titles),
  } as const;
  return (
    <Page
      title={claim.title}
      back={back}
      fact={published ? `Talking point · version ${number}, not published` : "Talking point · draft"}
      asideWidth={352}
      asideLabel="Whom it fits"
      asideLive
      aside={<FitPreview conditions={body.conditions} preview={preview} />}
      actions={
        <>
          <DraftLine editing={editing} published={false} before={keptBefore(claim, member.id)} />
          {hasDraft && (
            <Menu
              trigger={
                <IconButton label="More">
                  <Icon name="more" />
                </IconButton>
              }
              actions={[
                {
                  label: published ? "Discard the draft, back to what reps see" : "Discard what is written",
                  onSelect: () => void publishing.discard(published ? onDone : () => {}),
                },
              ]}
            />
          )}
          {published && <Button onClick={onDone}>Close</Button>}
        </>
      }
    >
      <div className="claim-edit">
        <DraftChoice editing={editing} without={publishedBody(claim) ?? EMPTY_CLAIM} />
        {claim.retiredAt !== null && <p className="asset-band">Retired: no rep sees it any more.</p>}
        <SayField
          say={body.say}
          missing={missing && !says}
          onChange={(say) => changeText({ ...body, say })}
        />
        <section className="work-part" aria-labelledby="for-whom">
          <div className="part-head">
            <h2 id="for-whom" className="part-title">
              For whom and when
            </h2>
            <span className="small-text">One sentence. It is also the condition.</span>
          </div>
          <SentenceRow {...row} spoken={spokenSentence(body, titles)} />
          {preview.preview && !preview.old && (
            <p className="fit-line">Fits {peopleWords(preview.preview.fits.people)} today.</p>
          )}
          {missing && !asks && (
            <p className="part-problem" role="alert">
              Say whom it is for, or what they did. Then it can be published.
            </p>
          )}
          <div className="claim-except">
            <ExceptionsRow
              {...row}
              spoken={body.conditions.except
                .map((condition) => conditionWords(condition, "except", titles))
                .join(", or ")}
            />
          </div>
        </section>
        <ProofEditor proof={body.proof} onChange={(proof) => changeText({ ...body, proof })} />
        <PublishForm
          claim={claim}
          number={number}
          unchanged={!isDraft}
          undecided={kept.is === "changed"}
          publishing={publishing}
          canPublish={() => {
            setMissing(!asks || !says);
            return asks && says;
          }}
          onDone={onDone}
        />
        {!published && <ClaimAbout claim={claim} />}
      </div>
    </Page>
  );
}

const keptBefore = ({ draft }: Claim, memberId: string) =>
  draft
    ? { savedAt: draft.savedAt, by: draft.by.memberId === memberId ? undefined : draft.by.name }
    : undefined;
