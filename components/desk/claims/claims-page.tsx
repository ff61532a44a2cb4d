import "./claims.css";
import "../content/list/content-page.css";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type ClaimsSearch, shortClaimsSearch } from "../../../lib/desk/claims/claims-search.ts";
import { noteClaims } from "../../../lib/desk/claims/last-claims.ts";
import { useClaims } from "../../../lib/desk/claims/use-claims.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { ContentTabs } from "../content/list/content-tabs.tsx";
import { SearchField } from "../content/list/search-field.tsx";
import { OnlyMarketing } from "../content/only-marketing.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { DeskIcon } from "../shell/icons.tsx";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { AddClaim } from "./add-claim.tsx";
import { ClaimTable } from "./claim-table.tsx";

/** All talking points: what each says and to whom, how it lands, what is due. */
export function ClaimsPage({ search }: { search: ClaimsSearch }) {
  return useMay("writeContent") ? <Claims search={search} /> : <OnlyMarketing />;
}

function Claims({ search }: { search: ClaimsSearch }) {
  const navigate = useNavigate();
  const { pages, items, counts } = useClaims(search);
  const [adding, setAdding] = useState(false);
  useEffect(() => noteClaims(search), [search]);
  const go = (change: Partial<ClaimsSearch>) =>
    void navigate({
      to: "/content/talking-points",
      search: shortClaimsSearch({ ...search, ...change }),
      replace: true,
    });
  const view = search.view ?? "all";
  return (
    <Page
      title="Content"
      actions={
        <>
          <SearchField
            label="Search talking points"
            value={search.query ?? ""}
            onChange={(query) => go({ query })}
          />
          <Button look="filled" onClick={() => setAdding(true)}>
            <DeskIcon name="plus" size={14} /> Write a talking point
          </Button>
        </>
      }
    >
      <div className="list-head">
        <ContentTabs current="talking_points" search={{}} />
        <div className="filters">
          <SelectField
            quiet
            label="Which talking points"
            value={view}
            options={[
              { value: "all", label: "In use" },
              { value: "review_due", label: `Review due${counted(counts?.reviewDue)}` },
              { value: "retired", label: `Retired${counted(counts?.retired)}` },
            ]}
            onChange={(value) => go({ view: value as ClaimsSearch["view"] })}
          />
        </div>
      </div>
      {adding && <AddClaim onCancel={() => setAdding(false)} />}
      <Answer query={pages} rows={6}>
        {() =>
          items &&
          (items.length > 0 ? (
            <>
              <ClaimTable items={items} />
              <ShowMore pages={pages} />
              <p className="list-foot">
                Landed: the newest version, of all the times that a rep said how it went.
              </p>
            </>
          ) : (
            <NoClaims search={search} onAll={() => go({ view: "all", query: undefined })} />
          ))
        }
      </Answer>
    </Page>
  );
}

const counted = (count: number | undefined) => (count ? ` ${count.toLocaleString("en-GB")}` : "");

function NoClaims({ search: { view, query }, onAll }: { search: ClaimsSearch; onAll: () => void }) {
  if (query)
    return (
      <Note
        title="Nothing matches"
        text={`No talking point here has “${query}” in it.`}
        action="Clear the search"
        onAction={onAll}
      />
    );
  if (view === "review_due")
    return <Note title="No review is due" text="What is due within two weeks appears here." />;
  if (view === "retired")
    return <Note title="Nothing is retired" text="What you retire appears here, and can be restored." />;
  return (
    <Note
      title="Write the first one"
      text="A sentence to say, what proves it, and for whom and when. Reps see the best fitting one beside a lead as “Say first”, and tell with one click whether it landed."
    >
      <Link to="/content">Or look at content</Link>
    </Note>
  );
}
