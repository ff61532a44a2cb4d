import { StateMessage } from "../state-message.tsx";

/** A frame that nobody of ours made: it says where the panel lives, and shows nobody. */
export function Inert({ message }: { message: string }) {
  return (
    <StateMessage title="Leadside works beside a record">
      <p>{message}</p>
      <p>Open a lead or a contact in your CRM, and press “Marketing context” at the page's edge.</p>
    </StateMessage>
  );
}
