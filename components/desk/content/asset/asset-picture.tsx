import type { Asset } from "../../../../lib/contract/asset.ts";
import { versionProblem } from "../../../../lib/desk/content/asset-words.ts";
import { useOpenVersion } from "../../../../lib/desk/content/use-open-version.ts";
import { Button } from "../../../ui/button.tsx";

/** How it looks, and the way to look at it as a reader does. */
export function AssetPicture({ asset }: { asset: Asset }) {
  const { open, problem } = useOpenVersion();
  const [newest] = asset.versions;
  if (!newest) return null;
  const waiting = versionProblem(newest);
  const thumbnail = newest.thumbnail ?? asset.thumbnail;
  return (
    <figure className="asset-picture">
      {thumbnail && <img src={thumbnail} alt="" className="asset-thumbnail" />}
      {newest.text !== null && <blockquote className="asset-snippet">{newest.text}</blockquote>}
      {newest.url !== null && (
        <a href={newest.url} target="_blank" rel="noopener noreferrer">
          {newest.url}
        </a>
      )}
      {waiting && (
        <p className={newest.state === "failed" ? "part-problem" : "quiet-text"} role="status">
          {waiting}
        </p>
      )}
      {problem && (
        <p className="part-problem" role="alert">
          {problem}
        </p>
      )}
      {newest.state === "ready" && newest.url === null && (
        <figcaption>
          <Button onClick={() => open(newest.id)}>Look at it</Button>{" "}
          <span className="small-text">as its readers do, in a tab of its own; nothing is noted</span>
        </figcaption>
      )}
    </figure>
  );
}
