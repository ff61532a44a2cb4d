import { roleWords } from "../../../lib/desk/role-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { Row, RowList } from "../shell/rows.tsx";

/** Invitations that still admit somebody. */
export function OpenInvitations() {
  const clock = useClock();
  const invites = useHub("invites", undefined);
  const revoke = useHubWrite("revokeInvite", ["invites"]);
  return (
    <Answer query={invites} rows={1}>
      {({ items }) => (
        <RowList
          title="Open invitations"
          count={items.length}
          fact="A lost link is not shown again: invite anew"
          empty={items.length === 0 && "None is open."}
        >
          {items.map((one) => (
            <Row
              key={one.id}
              title={<OutsideText>{one.email}</OutsideText>}
              note={`${roleWords(one.role)}, until ${rowWords(one.expiresAt, clock)}`}
              actions={
                <Confirm
                  label="Take back"
                  question="The link admits nobody any more."
                  yes="Take it back"
                  busy={revoke.isPending}
                  onYes={() => revoke.mutate({ id: one.id })}
                />
              }
            />
          ))}
        </RowList>
      )}
    </Answer>
  );
}
