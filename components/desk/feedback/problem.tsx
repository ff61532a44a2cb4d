import type { InboxWrites } from "../../../lib/desk/feedback/use-inbox-writes.ts";
import { Button } from "../../ui/button.tsx";

interface ProblemProps {
  writes: InboxWrites;
  /** The items that this place is about. */
  of: ReadonlySet<string>;
}

/** Why something was not done: somebody was earlier, or the hub refused it. Nothing was written then. */
export function Problem({ writes: { conflict, problem, forget }, of }: ProblemProps) {
  if (conflict?.ids.some((id) => of.has(id)))
    return (
      <div className="inbox-problem" role="alert">
        <p>{conflict.words} Nothing was written, and what you typed is still here.</p>
        <div className="inbox-problem-acts">
          <Button onClick={conflict.again}>Do it all the same</Button>
          <Button look="text" onClick={forget}>
            Look first
          </Button>
        </div>
      </div>
    );
  if (problem?.ids.some((id) => of.has(id)))
    return (
      <p className="inbox-problem" role="alert">
        {problem.text}
      </p>
    );
  return null;
}
