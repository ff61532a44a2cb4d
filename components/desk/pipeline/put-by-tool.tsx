import { putExample } from "../../../lib/desk/pipeline/opportunity-words.ts";
import { CopyTextButton } from "../shell/copy-text-button.tsx";

/** How a tool keeps the pipeline up to date by itself: one call, to be copied. */
export function PutByTool() {
  const example = putExample(window.location.origin);
  return (
    <section className="put-by-tool" aria-labelledby="by-tool">
      <h2 id="by-tool">By a tool</h2>
      <p>
        A tool keeps them up to date with one call: up to 500 at a time, by the CRM’s ids. What is absent
        stays as it was, and the same again changes nothing.
      </p>
      <div className="secret">
        <pre>{example}</pre>
        <div className="secret-buttons">
          <CopyTextButton label="Copy the call" text={example} />
        </div>
      </div>
    </section>
  );
}
