import { StateMessage } from "../state-message.tsx";

/** A frame that nobody of ours made: it says where the panel lives, shows nobody, and has no button that works. */
export function Inert({ message }: { message: string }) {
  return (
    <main>
      <h1 className="visually-hidden">Not known yet</h1>
      <StateMessage title="Leadside works beside a record">
        <p>{message}</p>
        <p>Open a lead or a contact in your CRM, and press “Marketing context” at the page's edge.</p>
      </StateMessage>
    </main>
  );
}
