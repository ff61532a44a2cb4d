import "../shell/form.css";
import { useState } from "react";
import type { ListedMember, Role } from "../../../lib/contract/member.ts";
import { ROLES } from "../../../lib/contract/member.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { roleWords } from "../../../lib/desk/role-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { useMember } from "../../../lib/desk/use-me.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { SelectField } from "../content/select-field.tsx";
import { Answer } from "../shell/answer.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { CopyTextButton } from "../shell/copy-text-button.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { DeviceRow } from "./device-rows.tsx";
import { Invite } from "./invite.tsx";
import { OpenInvitations } from "./open-invitations.tsx";

/** Who is in, with which role and devices, and who is invited. */
export function Members() {
  const members = useHub("members", undefined);
  return (
    <>
      <Invite />
      <Answer query={members}>
        {({ items }) => (
          <RowList title="Members" count={items.filter(({ deactivatedAt }) => deactivatedAt === null).length}>
            {items.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </RowList>
        )}
      </Answer>
      <OpenInvitations />
    </>
  );
}

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: roleWords(role) }));

function MemberRow({ member }: { member: ListedMember }) {
  const clock = useClock();
  const say = useNotice();
  const me = useMember();
  const [open, setOpen] = useState(false);
  const change = useHubWrite("changeMember", ["members", "today"]);
  const out = member.deactivatedAt !== null;
  const used = member.lastUsedAt ? `last here ${rowWords(member.lastUsedAt, clock)}` : "never here";
  return (
    <Row
      title={
        <>
          <OutsideText>{member.name}</OutsideText>
          {member.id === me.id && " (you)"}
        </>
      }
      note={
        <>
          <OutsideText>{member.email}</OutsideText>
          {out ? " · deactivated" : ` · ${used}`}
        </>
      }
      actions={
        <>
          {!out && (
            <>
              <SelectField
                label={`Role of ${member.name}`}
                quiet
                value={member.role}
                options={ROLE_OPTIONS}
                onChange={(role) =>
                  change.mutate(
                    { id: member.id, role: role as Role },
                    {
                      onSuccess: () =>
                        say({ text: `${member.name} is ${roleWords(role as Role).toLowerCase()} now.` }),
                    },
                  )
                }
              />
              <Button aria-expanded={open} onClick={() => setOpen(!open)}>
                {member.devices === 1 ? "1 device" : `${member.devices} devices`}
              </Button>
            </>
          )}
          {out ? (
            <Button
              aria-busy={change.isPending}
              onClick={() =>
                change.mutate(
                  { id: member.id, active: true },
                  { onSuccess: () => say({ text: `${member.name} may come in again. Invite them anew.` }) },
                )
              }
            >
              Let in again
            </Button>
          ) : (
            member.id !== me.id && (
              <Confirm
                label="Deactivate"
                question={`${member.name} is signed out everywhere at once. What they did stays.`}
                yes="Deactivate them"
                busy={change.isPending}
                onYes={() => change.mutate({ id: member.id, active: false })}
              />
            )
          )}
        </>
      }
    >
      {change.error && (
        <p className="form-problem" role="alert">
          {change.error.message}
        </p>
      )}
      {open && <MemberAccess member={member} />}
    </Row>
  );
}

/** A member's devices and sign-ins, and a link for who lost every other way in. */
function MemberAccess({ member }: { member: ListedMember }) {
  const devices = useHub("memberDevices", { memberId: member.id });
  const revoke = useHubWrite("revokeMemberDevice", ["memberDevices", "members"]);
  const link = useHubWrite("signInLink");
  return (
    <div style={{ padding: "0 0 12px 16px" }}>
      <Answer query={devices} rows={2}>
        {({ items }) => (
          <ul aria-label={`Devices of ${member.name}`}>
            {items.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                busy={revoke.isPending}
                onRevoke={() => revoke.mutate({ id: device.id })}
              />
            ))}
            {items.length === 0 && <li className="row-list-empty">Signed in nowhere.</li>}
          </ul>
        )}
      </Answer>
      {link.data?.link ? (
        <div className="secret">
          <p>Send this to {member.name}. It signs them in at the desk once, within a day.</p>
          <pre>{link.data.link}</pre>
          <CopyTextButton label="Copy link" text={link.data.link} />
        </div>
      ) : (
        <Button onClick={() => link.mutate({ email: member.email })} aria-busy={link.isPending}>
          Make a sign-in link
        </Button>
      )}
      {(link.error ?? revoke.error) && (
        <p className="form-problem" role="alert">
          {(link.error ?? revoke.error)?.message}
        </p>
      )}
    </div>
  );
}
