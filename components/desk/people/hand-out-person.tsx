import { useMutation } from "@tanstack/react-query";
import type { ListedPerson } from "../../../lib/contract/person.ts";
import { callHub, type HubError } from "../../../lib/desk/call-hub.ts";
import { heldOfPerson } from "../../../lib/desk/held-of-person.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { saveFile } from "../../../lib/desk/save-file.ts";
import { Button } from "../../ui/button.tsx";

/** All that is held about a person as a file, for that person. */
export function HandOutPerson({ person }: { person: ListedPerson }) {
  const say = useNotice();
  const email = person.identities.find(({ kind }) => kind === "email")?.value;
  const save = useMutation<number, HubError, string>({
    mutationFn: async (address) => {
      const whole = await heldOfPerson((cursor) =>
        callHub("exportPerson", { email: address, ...(cursor === undefined ? {} : { cursor }) }),
      );
      saveFile(`held-of-${address.replace(/[^\w.@-]/g, "_")}.json`, "application/json", [
        `${JSON.stringify(whole, null, 2)}\n`,
      ]);
      return whole.held.reduce((sum, { rows }) => sum + rows.length, 0);
    },
    onSuccess: (rows) => say({ text: `Saved: ${rows.toLocaleString("en-GB")} entries about them.` }),
  });
  return (
    <section className="aside-part" aria-labelledby="hand-out-title">
      <h2 id="hand-out-title">Hand out what is held</h2>
      {email === undefined ? (
        <p className="form-note">It is found by an e-mail address, and none of theirs is known.</p>
      ) : (
        <>
          <p className="form-note">
            Everything about this person as a file, each part with what it is in words. Nobody else’s data is
            in it. Hand it out if they ask for it.
          </p>
          {save.error && (
            <p className="form-problem" role="alert">
              {save.error.message}
            </p>
          )}
          <p>
            <Button aria-busy={save.isPending} onClick={() => save.mutate(email)}>
              {save.isPending ? "Gathering…" : "Save as JSON"}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}
