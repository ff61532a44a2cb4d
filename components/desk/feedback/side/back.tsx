import { IconButton } from "../../../ui/icon-button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { DeskIcon } from "../../shell/icons.tsx";

/** The head of a narrow page on which one thing is open: the way back to the same row. Beside the list it is not seen. */
export function Back({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <div className="side-back">
      <IconButton label="Back to the list" data-back="" onClick={onClose}>
        <DeskIcon name="back" />
      </IconButton>
      <p className="side-back-title">
        <OutsideText>{title}</OutsideText>
      </p>
    </div>
  );
}
