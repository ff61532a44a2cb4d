import "./asset.css";
import { Link } from "@tanstack/react-router";
import { lastList } from "../../../../lib/desk/content/last-list.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { useMay } from "../../../../lib/desk/use-me.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Answer } from "../../shell/answer.tsx";
import { Note } from "../../shell/note.tsx";
import { Page } from "../../shell/page.tsx";
import { OnlyMarketing } from "../only-marketing.tsx";
import { AssetWork } from "./asset-work.tsx";

interface AssetPageProps {
  id: string;
  /** Further assets that get the same guidance. */
  also: readonly string[];
}

const PROCESSING_EVERY_MS = 2_000;

/** One asset: its guidance, whom that fits, its versions, and what came of it. */
export function AssetPage({ id, also }: AssetPageProps) {
  const mayWrite = useMay("writeContent");
  const first = useHub("asset", { id }, { enabled: mayWrite });
  const processing = first.data?.asset.version.state === "processing";
  const query = useHub("asset", { id }, { enabled: mayWrite, every: processing && PROCESSING_EVERY_MS });
  if (!mayWrite) return <OnlyMarketing />;
  if (query.data) return <AssetWork key={id} asset={query.data.asset} also={also} back={<BackToContent />} />;
  return (
    <Page
      title={query.error?.code === "not_found" ? "Not in the library" : "Content"}
      back={<BackToContent />}
    >
      {query.error?.code === "not_found" ? (
        <Note title="This is not in the library" text="The address may be cut off, or from another Leadside.">
          <Link to="/content">All content</Link>
        </Note>
      ) : (
        <Answer query={query} rows={6}>
          {() => null}
        </Answer>
      )}
    </Page>
  );
}

function BackToContent() {
  return (
    <Link to="/content" search={lastList().search} className="crumb" data-back>
      Content <Icon name="right" size={14} />
    </Link>
  );
}
