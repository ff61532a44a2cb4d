import "./member-foot.css";
import { useQueryClient } from "@tanstack/react-query";
import type { Member } from "../../../lib/contract/member.ts";
import { roleWords } from "../../../lib/desk/role-words.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";

/** Who is signed in, and the way out. */
export function MemberFoot({ member }: { member: Member }) {
  const client = useQueryClient();
  const signOut = useHubWrite("signOut");
  function leave() {
    signOut.mutate(undefined, {
      onSuccess: () => {
        // Nothing of what was seen stays for who comes next.
        client.clear();
        window.location.assign("/desk/");
      },
    });
  }
  return (
    <div className="member-foot">
      <p className="member-foot-name">
        <OutsideText>{member.name}</OutsideText>
      </p>
      <p className="member-foot-role">{roleWords(member.role)}</p>
      <Button look="text" onClick={leave} aria-busy={signOut.isPending}>
        Sign out
      </Button>
      {signOut.error && (
        <p className="member-foot-problem" role="alert">
          {signOut.error.message}
        </p>
      )}
    </div>
  );
}
