import { keysChoice } from "../../../lib/desk/desk-keys.ts";
import { Checkbox } from "../../ui/checkbox.tsx";

/** The desk's keys, and the switch for who needs single keys for something else. */
export function Keys() {
  const on = keysChoice.use();
  return (
    <>
      <p className="settings-note">
        Single keys work where no field has the focus. They can be in the way of a screen reader or of speech;
        then switch them off. Kept in this browser.
      </p>
      <p style={{ marginBottom: 16 }}>
        <Checkbox label="Use single keys" checked={on} onChange={keysChoice.set} />
      </p>
      <dl className="facts" style={{ maxWidth: 320 }}>
        <dt>J, K</dt>
        <dd>Next and previous row</dd>
        <dt>Enter</dt>
        <dd>Open it</dd>
        <dt>E</dt>
        <dd>Answer</dd>
        <dt>X</dt>
        <dd>Select the row</dd>
        <dt>/</dt>
        <dd>Search</dd>
        <dt>Esc</dt>
        <dd>Back</dd>
      </dl>
    </>
  );
}
