import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { Team } from "../../../lib/contract/team.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { Row, RowList } from "../shell/rows.tsx";

/** Members who work on the same leads; content can be for some teams only. */
export function Teams() {
  const teams = useHub("teams", undefined);
  return (
    <>
      <p className="settings-note">Members who work on the same leads. Content can be for some teams only.</p>
      <AddTeam />
      <Answer query={teams}>
        {({ items }) => (
          <RowList title="Teams" count={items.length} empty={items.length === 0 && "There is no team yet."}>
            {items.map((team) => (
              <TeamRow key={team.id} team={team} />
            ))}
          </RowList>
        )}
      </Answer>
    </>
  );
}

function AddTeam() {
  const [name, setName] = useState("");
  const add = useHubWrite("addTeam", ["teams"]);
  function send(event: FormEvent) {
    event.preventDefault();
    add.mutate({ name: name.trim() }, { onSuccess: () => setName("") });
  }
  return (
    <form className="form" data-inline onSubmit={send} style={{ marginBottom: 24 }}>
      <TextField
        label="Name of a new team"
        value={name}
        onChange={setName}
        error={add.error?.message}
        maxLength={80}
      />
      <Button type="submit" disabled={name.trim() === ""} aria-busy={add.isPending}>
        Add team
      </Button>
    </form>
  );
}

function TeamRow({ team }: { team: Team }) {
  const [open, setOpen] = useState(false);
  const remove = useHubWrite("deleteTeam", ["teams"]);
  return (
    <Row
      title={<OutsideText>{team.name}</OutsideText>}
      note={team.members.length === 0 ? "Nobody is in it" : team.members.map(({ name }) => name).join(", ")}
      actions={
        <>
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            Change
          </Button>
          <Confirm
            label="Delete"
            question="Content that only this team may use becomes marketing’s alone."
            yes="Delete the team"
            busy={remove.isPending}
            onYes={() => remove.mutate({ id: team.id })}
          />
        </>
      }
    >
      {remove.error && (
        <p className="form-problem" role="alert">
          {remove.error.message}
        </p>
      )}
      {open && <ChangeTeam team={team} onDone={() => setOpen(false)} />}
    </Row>
  );
}

function ChangeTeam({ team, onDone }: { team: Team; onDone: () => void }) {
  const members = useHub("members", undefined);
  const [name, setName] = useState(team.name);
  const [chosen, setChosen] = useState(() => new Set(team.members.map(({ id }) => id)));
  const change = useHubWrite("changeTeam", ["teams"]);
  function save(event: FormEvent) {
    event.preventDefault();
    change.mutate({ id: team.id, name: name.trim(), members: [...chosen] }, { onSuccess: onDone });
  }
  function toggle(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }
  return (
    <Answer query={members} rows={2}>
      {({ items }) => (
        <form className="form" onSubmit={save}>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={change.error?.message}
            maxLength={80}
          />
          <div className="team-members">
            {items
              .filter(({ deactivatedAt }) => deactivatedAt === null)
              .map((member) => (
                <Checkbox
                  key={member.id}
                  label={member.name}
                  checked={chosen.has(member.id)}
                  onChange={(on) => toggle(member.id, on)}
                />
              ))}
          </div>
          <Button type="submit" disabled={name.trim() === ""} aria-busy={change.isPending}>
            Save
          </Button>
        </form>
      )}
    </Answer>
  );
}
