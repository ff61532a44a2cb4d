import "./skeleton.css";

/** A bar where text will stand. It does not move. */
export function Skeleton({ width }: { width: string }) {
  return <span className="skeleton" style={{ width }} aria-hidden="true" />;
}
