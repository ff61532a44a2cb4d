import "./content-page.css";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ListedAsset } from "../../../../lib/contract/asset.ts";
import { TYPES_WORDS } from "../../../../lib/desk/content/file-accept.ts";
import { noteList } from "../../../../lib/desk/content/last-list.ts";
import { type ListSearch, shortSearch } from "../../../../lib/desk/content/list-search.ts";
import { uploads } from "../../../../lib/desk/content/uploads-here.ts";
import { useAssets } from "../../../../lib/desk/content/use-assets.ts";
import { useFileDrop } from "../../../../lib/desk/content/use-file-drop.ts";
import { useMay } from "../../../../lib/desk/use-me.ts";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DeskIcon } from "../../shell/icons.tsx";
import { Note } from "../../shell/note.tsx";
import { Page } from "../../shell/page.tsx";
import { OnlyMarketing } from "../only-marketing.tsx";
import { AddSnippet } from "./add-snippet.tsx";
import { AddWebPage } from "./add-web-page.tsx";
import { AssetTable } from "./asset-table.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { ContentTabs } from "./content-tabs.tsx";
import { FilePicker, type FilePickerHandle } from "./file-picker.tsx";
import { Filters } from "./filters.tsx";
import { ImportAddresses } from "./import-addresses.tsx";
import { ListNote } from "./list-note.tsx";
import { SearchField } from "./search-field.tsx";
import { UploadStrip } from "./upload-strip.tsx";

type Adding = "web_page" | "snippet" | "addresses" | undefined;
const UNDER_WAY_EVERY_MS = 3_000;
const MOST_READ_AGAIN = 300;

/** Its pictures are being made, or whom it fits is being counted. */
const isUnderWay = ({ version, hasGuidance, fits }: ListedAsset) =>
  version.state === "processing" || (hasGuidance && fits === null);

/** The library: what there is, what lacks guidance, what is due, and the way in for more. */
export function ContentPage({ search }: { search: ListSearch }) {
  return useMay("writeContent") ? <Library search={search} /> : <OnlyMarketing />;
}

function Library({ search }: { search: ListSearch }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [underWay, setUnderWay] = useState(false);
  const assets = useAssets(search, underWay && UNDER_WAY_EVERY_MS);
  const { items, counts, hasNextPage, isFetchingNextPage, fetchNextPage } = assets;
  const [adding, setAdding] = useState<Adding>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const picker = useRef<FilePickerHandle>(null);
  const dragging = useFileDrop((files) => uploads.add(files));

  const readAgain = useCallback(() => {
    void client.invalidateQueries({ queryKey: ["assets"] });
    void client.invalidateQueries({ queryKey: ["today"] });
  }, [client]);
  useEffect(() => {
    uploads.onAdded = readAgain;
  }, [readAgain]);
  useEffect(() => noteList(search), [search]);
  useEffect(() => {
    // Every page that was scrolled through is read again each time: of a few that costs nothing.
    setUnderWay(items !== undefined && items.length <= MOST_READ_AGAIN && items.some(isUnderWay));
  }, [items]);

  const go = useCallback(
    (change: Partial<ListSearch>) =>
      void navigate({ to: "/content", search: shortSearch({ ...search, ...change }), replace: true }),
    [navigate, search],
  );
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const choose = useCallback(
    (id: string, on: boolean) =>
      setChosen((before) => {
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );

  return (
    <Page
      title="Content"
      actions={
        <>
          <SearchField value={search.query ?? ""} onChange={(query) => go({ query })} />
          <Menu
            trigger={
              <Button>
                <DeskIcon name="upload" size={14} /> Import
              </Button>
            }
            actions={[
              { label: "A folder of files", onSelect: () => picker.current?.folder() },
              { label: "A CSV of addresses and titles", onSelect: () => setAdding("addresses") },
            ]}
          />
          <Menu
            trigger={
              <Button look="filled">
                <DeskIcon name="plus" size={14} /> Add content
              </Button>
            }
            actions={[
              { label: "Files", onSelect: () => picker.current?.files() },
              { label: "A web page", onSelect: () => setAdding("web_page") },
              { label: "A snippet of text", onSelect: () => setAdding("snippet") },
            ]}
          />
        </>
      }
    >
      <FilePicker ref={picker} onFiles={(files) => uploads.add(files)} />
      <div className="list-head">
        <ContentTabs current={search.view ?? "all"} search={search} />
        <Filters search={search} items={items ?? []} onChange={go} />
      </div>
      {adding === "web_page" && <AddWebPage onDone={() => setAdding(undefined)} />}
      {adding === "snippet" && <AddSnippet onDone={() => setAdding(undefined)} />}
      {adding === "addresses" && <ImportAddresses onDone={() => setAdding(undefined)} onTaken={readAgain} />}
      <UploadStrip />
      {chosen.size > 0 && <ChosenBar chosen={chosen} onNone={() => setChosen(new Set())} />}
      {assets.error && !items && (
        <Note
          title={assets.error.code === "out_of_reach" ? "Out of reach" : "That did not work"}
          text={assets.error.message}
          action="Try again"
          onAction={() => void assets.refetch()}
        />
      )}
      {!items && !assets.error && <Waiting />}
      {items && items.length > 0 && counts && (
        <>
          <AssetTable
            items={items}
            matching={counts.matching}
            chosen={chosen}
            onChoose={choose}
            onEnd={more}
          />
          <p className="list-foot">
            {items.length.toLocaleString("en-GB")} of {counts.matching.toLocaleString("en-GB")} shown. Sent
            and read: last 90 days. Mail scanners are not readers.
          </p>
        </>
      )}
      {items?.length === 0 && counts && (
        <ListNote search={search} empty={counts.all + counts.retired === 0} onClear={() => go(NO_FILTER)} />
      )}
      <div className="drop-zone" data-over={dragging || undefined}>
        <DeskIcon name="upload" />
        <span>Drop files anywhere on this page</span>
        <span className="quiet-text">{TYPES_WORDS}</span>
        <span className="drop-zone-acts">
          <Button look="text" onClick={() => picker.current?.files()}>
            Choose files
          </Button>
          <Button look="text" onClick={() => setAdding("web_page")}>
            Add a web page
          </Button>
          <Button look="text" onClick={() => setAdding("snippet")}>
            Write a snippet
          </Button>
        </span>
      </div>
    </Page>
  );
}

const NO_FILTER: Partial<ListSearch> = {
  query: undefined,
  kind: undefined,
  audience: undefined,
  ownerId: undefined,
};

function Waiting() {
  return (
    <div className="list-waiting" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading
      </p>
      {[64, 48, 72, 56, 40, 60].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}
