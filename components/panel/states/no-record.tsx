import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function NoRecord({ onClose }: { onClose: () => void }) {
  return (
    <StateMessage title="No lead or contact here">
      <p>Open a lead or a contact, and this panel follows.</p>
      <Button onClick={onClose}>Close</Button>
    </StateMessage>
  );
}
