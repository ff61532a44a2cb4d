import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { StateMessage } from "../state-message.tsx";

export function ExtensionUpdated({ onReload }: { onReload: () => void }) {
  return (
    <StateMessage title="Leadside was updated">
      <p>
        Reload this tab to go on. What you told marketing is safe; text you are writing on this page is not,
        so save it first.
      </p>
      <Button look="filled" onClick={onReload}>
        <Icon name="refresh" size={14} />
        Reload tab
      </Button>
    </StateMessage>
  );
}
