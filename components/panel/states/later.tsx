import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function Later({ label, onClose }: { label: string; onClose: () => void }) {
  const article = /^[aeiou]/i.test(label) ? "An" : "A";
  return (
    <StateMessage title={`${label} pages come later`}>
      <p>
        {article} {label.toLowerCase()} is many people, and Leadside does not put their stories together yet.
        Open one of its contacts, or a lead, to see what that person did.
      </p>
      <Button onClick={onClose}>Close</Button>
    </StateMessage>
  );
}
