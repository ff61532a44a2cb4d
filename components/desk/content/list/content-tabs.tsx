import { type ListSearch, shortSearch } from "../../../../lib/desk/content/list-search.ts";
import { useAssets } from "../../../../lib/desk/content/use-assets.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { ViewTabs } from "../../shell/view-tabs.tsx";

const VIEWS = [
  ["all", "All", "all"],
  ["no_guidance", "No guidance", "noGuidance"],
  ["review_due", "Review due", "reviewDue"],
  ["retired", "Retired", "retired"],
] as const;

interface ContentTabsProps {
  current: NonNullable<ListSearch["view"]> | "talking_points";
  /** What else the list of assets is narrowed by: it stays from view to view. */
  search: ListSearch;
}

/** The views of Content, talking points among them. */
export function ContentTabs({ current, search }: ContentTabsProps) {
  const { counts } = useAssets(search);
  const claims = useHub("claims", {});
  const assets = VIEWS.map(([view, label, count]) => ({
    label,
    count: counts?.[count],
    current: current === view,
    link: { to: "/content", search: shortSearch({ ...search, view }) } as const,
  }));
  const [all, ...others] = assets;
  return (
    <ViewTabs
      label="Views"
      tabs={[
        ...(all ? [all] : []),
        {
          label: "Talking points",
          count: claims.data?.counts.all,
          current: current === "talking_points",
          link: { to: "/content/talking-points" },
        },
        ...others,
      ]}
    />
  );
}
