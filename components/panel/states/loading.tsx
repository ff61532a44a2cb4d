import "./loading.css";
import { useEffect, useState } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";

const BLOCKS = [
  ["18%", "72%", "58%", "64%"],
  ["30%", "96%", "84%"],
  ["24%", "44%", "62%", "50%"],
];
const LATE_MS = 2_500;

/** Bars where facts will stand, nothing of the last person; and words when it takes long. */
export function Loading({ late }: { late: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div>
      {isLate ? <p className="loading-block">{late}</p> : <p className="visually-hidden">Loading</p>}
      {BLOCKS.map((widths) => (
        <div key={widths.join()} className="loading-block">
          {widths.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ))}
    </div>
  );
}
