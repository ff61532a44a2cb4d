import "./claims.css";
import "../content/asset/asset.css";
import { Link, useNavigate } from "@tanstack/react-router";
import { lastClaims } from "../../../lib/desk/claims/last-claims.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Icon } from "../../ui/icon.tsx";
import { OnlyMarketing } from "../content/only-marketing.tsx";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { ClaimEdit } from "./claim-edit.tsx";
import { ClaimRead } from "./claim-read.tsx";

interface ClaimPageProps {
  id: string;
  /** A new version is being written. */
  editing: boolean;
}

/** What others say and find changes meanwhile. */
const EVERY_MS = 30_000;

/** One talking point: what it says and to whom, and how it lands; or its next version, being written. */
export function ClaimPage({ id, editing }: ClaimPageProps) {
  const mayWrite = useMay("writeContent");
  const query = useHub("claim", { id }, { enabled: mayWrite, every: EVERY_MS });
  const navigate = useNavigate();
  const goTo = (edit: boolean) =>
    void navigate({
      to: "/content/talking-points/$claimId",
      params: { claimId: id },
      search: edit ? { edit: true } : {},
    });
  if (!mayWrite) return <OnlyMarketing />;
  if (query.data) {
    const { claim } = query.data;
    const written = claim.versions.length > 0;
    return editing || !written ? (
      <ClaimEdit claim={claim} back={<Back />} onDone={() => goTo(false)} />
    ) : (
      <ClaimRead claim={claim} back={<Back />} onEdit={() => goTo(true)} />
    );
  }
  const gone = query.error?.code === "not_found";
  return (
    <Page title={gone ? "Not there" : "Talking point"} back={<Back />}>
      {gone ? (
        <Note
          title="This talking point is not there"
          text="The address may be cut off, or from another Leadside."
        >
          <Link to="/content/talking-points">All talking points</Link>
        </Note>
      ) : (
        <Answer query={query} rows={6}>
          {() => null}
        </Answer>
      )}
    </Page>
  );
}

function Back() {
  return (
    <Link to="/content/talking-points" search={lastClaims()} className="crumb" data-back>
      Content <Icon name="right" size={14} />
    </Link>
  );
}
