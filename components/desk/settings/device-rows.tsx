import type { Device } from "../../../lib/contract/member.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { rowWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { Row } from "../shell/rows.tsx";

interface DeviceRowProps {
  device: Device;
  busy: boolean;
  onRevoke: () => void;
}

/** A browser that somebody is connected or signed in with, and the way to refuse it. */
export function DeviceRow({ device, busy, onRevoke }: DeviceRowProps) {
  const clock = useClock();
  const what = device.kind === "session" ? "Signed in at the desk" : "Connected extension";
  const used = device.lastUsedAt ? `, last used ${rowWords(device.lastUsedAt, clock)}` : "";
  return (
    <Row
      title={<OutsideText>{device.name ?? "Unnamed"}</OutsideText>}
      note={`${what}, since ${rowWords(device.createdAt, clock)}${used}${device.current ? " · this one" : ""}`}
      actions={
        !device.current && (
          <Confirm
            label="Sign out"
            question={`${device.name ?? "This browser"} is refused from now on.`}
            yes="Sign it out"
            busy={busy}
            onYes={onRevoke}
          />
        )
      }
    />
  );
}
