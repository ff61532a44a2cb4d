import { Icon } from "../../../ui/icon.tsx";

interface ChooserOptionProps {
  id: string;
  option: { words: string; people?: number; chosen: boolean };
  active: boolean;
  /** The pointer is over it. */
  onPoint: () => void;
  onTake: () => void;
}

/** One line to choose. A pointer takes it; the keyboard takes it from the text field above. */
export function ChooserOption({
  id,
  option: { words, people, chosen },
  active,
  onPoint,
  onTake,
}: ChooserOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field that keeps the focus handles the keys.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="chooser-option"
      aria-selected={active}
      onPointerMove={active ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span className="chooser-tick">{chosen && <Icon name="check" size={14} />}</span>
      <span className="chooser-words">{words}</span>
      {people !== undefined && (
        <>
          <span className="visually-hidden">, </span>
          <span className="chooser-people">{people.toLocaleString("en-GB")}</span>
          <span className="visually-hidden">{people === 1 ? " person" : " people"}</span>
        </>
      )}
      {chosen && <span className="visually-hidden">, in the sentence already</span>}
    </div>
  );
}
