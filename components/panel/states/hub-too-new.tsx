import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function HubTooNew({ version, onTry }: { version: string; onTry: () => void }) {
  return (
    <StateMessage title="This extension needs an update">
      <p>Your team's Leadside is newer than this extension, version {version}.</p>
      <ol>
        <li>Open your browser's page of extensions and let it update Leadside</li>
        <li>Reload this tab</li>
      </ol>
      <Button onClick={onTry}>Try again</Button>
      <small>If there is no newer version there, ask your Leadside admin for it.</small>
    </StateMessage>
  );
}
