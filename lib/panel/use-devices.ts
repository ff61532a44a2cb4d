import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Result } from "../bridge/result.ts";
import type { Device } from "../contract/member.ts";
import { useAsk } from "./ask-context.ts";
import { PanelFailure, valueOrThrow } from "./panel-failure.ts";

/** A code that admits another device, as it is shown. */
export interface AddingDevice {
  code: string;
  link: string | undefined;
  /** By this computer's clock. */
  expiresAt: string;
}

export interface Devices {
  /** Undefined until the hub answered, and from a hub that knows no devices yet. */
  devices: readonly Device[] | undefined;
  /** Why they cannot be shown now, in words. */
  problem: string | undefined;
  adding: AddingDevice | undefined;
  /** What a new device is called that came while the code was shown. */
  added: string | undefined;
  /** @returns what went wrong, if something did */
  add: () => Promise<string | undefined>;
  endAdding: () => void;
  /** @returns what to say */
  revoke: (device: Device) => Promise<string>;
}

const KEY = ["devices"];
/** How long hubs let a code live. Counted here from its arrival, since this computer's clock may be wrong. */
const CODE_LIVES_MS = 10 * 60_000;
/** While a code is shown, its device may come at any moment: this often is looked, in milliseconds. */
const LOOK_EVERY = 4_000;

/** What a device without a name is called. */
export const deviceWords = ({ name }: Device): string => name ?? "A browser without a name";

/** The member's devices; nothing is asked while not connected. */
export function useDevices(connected: boolean): Devices {
  const ask = useAsk();
  const client = useQueryClient();
  const [adding, setAdding] = useState<AddingDevice & { before: readonly string[] | undefined }>();
  /** That the access was ended is news to the whole page. */
  const heard = <Value>(answer: Result<Value>): Result<Value> => {
    if (!answer.ok && answer.error.code === "signed_out") {
      void client.invalidateQueries({ queryKey: ["connection"] });
    }
    return answer;
  };
  const query = useQuery({
    queryKey: KEY,
    enabled: connected,
    refetchInterval: adding ? LOOK_EVERY : false,
    queryFn: async () => {
      const answer = heard(await ask("page.devices", {}));
      // A hub of the release before has no such list.
      if (!answer.ok && answer.error.hubCode === "not_found") return null;
      return valueOrThrow(answer).items;
    },
  });
  const devices = query.data ?? undefined;
  const before = adding?.before;
  const come = before && devices?.find(({ id }) => !before.includes(id));
  return {
    devices,
    problem: query.error instanceof PanelFailure ? query.error.failure.message : undefined,
    adding,
    added: come && deviceWords(come),
    async add() {
      // What is on screen may be old: who was there before counts at this click. Not known: nobody is said to have come.
      const list = heard(await ask("page.devices", {}));
      const answer = heard(await ask("page.addDevice", {}));
      if (!answer.ok) return answer.error.message;
      const { code, link } = answer.value;
      if (code === undefined) return "This code was shown already. Press the button again for a new one.";
      const expiresAt = new Date(Date.now() + CODE_LIVES_MS).toISOString();
      setAdding({
        code,
        link,
        expiresAt,
        before: list.ok ? list.value.items.map(({ id }) => id) : undefined,
      });
      return undefined;
    },
    endAdding: () => setAdding(undefined),
    async revoke(device) {
      const answer = heard(await ask("page.revokeDevice", { id: device.id }));
      await client.invalidateQueries({ queryKey: KEY });
      return answer.ok ? `${deviceWords(device)} is no longer let in.` : answer.error.message;
    },
  };
}
