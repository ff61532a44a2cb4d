import type { Author } from "../../../lib/contract/person.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMember } from "../../../lib/desk/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";

interface AssignMenuProps {
  /** Whose it is now; absent where it is for several. */
  assignee?: (typeof Author)["_output"] | null;
  onAssign: (memberId: string | null, name: string) => void;
}

/** Who sees to it: me first, then the others who answer. */
export function AssignMenu({ assignee, onAssign }: AssignMenuProps) {
  const me = useMember();
  const others = (useHub("inboxChoices", undefined).data?.assignees ?? []).filter(({ id }) => id !== me.id);
  return (
    <Menu
      trigger={
        <Button>
          {assignee ? <bdi>{assignee.memberId === me.id ? "Mine" : assignee.name}</bdi> : "Assign"}
          <Icon name="down" size={14} />
        </Button>
      }
      actions={[
        { label: "Me", onSelect: () => onAssign(me.id, "you") },
        ...others.map(({ id, name }) => ({ label: name, onSelect: () => onAssign(id, name) })),
        ...(assignee === null ? [] : [{ label: "Nobody", onSelect: () => onAssign(null, "") }]),
      ]}
    />
  );
}
