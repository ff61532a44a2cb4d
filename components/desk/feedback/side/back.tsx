import { useEffect, useRef } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { DeskIcon } from "../../shell/icons.tsx";

/** The head of a narrow page on which one thing is open: the way back to the same row. Beside the list it is not seen. */
export function Back({ title, onClose }: { title: string; onClose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Where the list is covered, the focus would be lost with it.
    if (button.current?.offsetParent) button.current.focus();
  }, []);
  return (
    <div className="side-back">
      <IconButton ref={button} label="Back to the list" data-back="" onClick={onClose}>
        <DeskIcon name="back" />
      </IconButton>
      <h2 className="side-back-title">
        <OutsideText>{title}</OutsideText>
      </h2>
    </div>
  );
}
