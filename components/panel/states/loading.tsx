import "./loading.css";
import { Skeleton } from "../../ui/skeleton.tsx";

const BLOCKS = [
  ["18%", "72%", "58%", "64%"],
  ["30%", "96%", "84%"],
  ["24%", "44%", "62%", "50%"],
];

/** Bars where facts will stand. Nothing of the last person. */
export function Loading() {
  return (
    <div>
      {BLOCKS.map((widths) => (
        <div key={widths.join()} className="loading-block">
          {widths.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ))}
      <p className="visually-hidden">Loading</p>
    </div>
  );
}
