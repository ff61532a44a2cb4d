import type { MyFeedback } from "../../lib/contract/feedback.ts";
import { aboutWords } from "../../lib/panel/feedback-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";

interface CreditButtonsProps {
  item: MyFeedback;
  panel: Panel;
  /** It is kept. */
  onSaid: (named: boolean) => void;
}

/** Whether the rep may be named where it was changed because of them. */
export function CreditButtons({ item, panel, onSaid }: CreditButtonsProps) {
  const answer = async (named: boolean) => {
    const done = { text: named ? "You will be named." : "You will not be named." };
    if (await panel.sayOfMine(item, aboutWords(item), { kind: "credit", named }, done)) onSaid(named);
  };
  return (
    <>
      <Button look="filled" onClick={() => void answer(true)}>
        Yes, name me
      </Button>
      <Button onClick={() => void answer(false)}>Say “from a rep”</Button>
    </>
  );
}
