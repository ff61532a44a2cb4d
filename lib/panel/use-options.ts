import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CompanyPolicy, Connection, MessageReply } from "../bridge/messages.ts";
import { isTold } from "../bridge/outbox-kinds.ts";
import type { Failure } from "../bridge/result.ts";
import { addsDevice } from "../gateway/invitation.ts";
import { useAsk } from "./ask-context.ts";
import { valueOrThrow } from "./panel-failure.ts";
import type { WaitingReply } from "./use-waiting.ts";

type Stored = MessageReply<"page.stored">;
type Waiting = WaitingReply["items"];

export interface Options {
  /** Undefined until the background answered. */
  connection: Connection | undefined;
  /** What the company decided; undefined until the background answered. */
  policy: CompanyPolicy | undefined;
  stored: Stored | undefined;
  waiting: Waiting;
  /** What was done and refused when it came. */
  refused: WaitingReply["refused"];
  dismiss: (id: string) => Promise<void>;
  /** The background did not answer at all. */
  failure: boolean;
  /** Whether a text is a link or code that adds a device, so that nobody has to say their name. */
  addsDevice: (text: string) => boolean;
  /** @returns what is wrong, or undefined when connected */
  connect: (link: string, name: string) => Promise<Failure | undefined>;
  /** @returns what is worth telling the rep about it */
  disconnect: () => Promise<string>;
  clear: () => Promise<void>;
  diagnostics: () => Promise<string | undefined>;
}

/** What the options page shows and does. */
export function useOptions(): Options {
  const ask = useAsk();
  const client = useQueryClient();
  const connection = useQuery({
    queryKey: ["connection"],
    queryFn: async () => valueOrThrow(await ask("page.connection", {})),
  });
  const policy = useQuery({
    queryKey: ["policy"],
    queryFn: async () => valueOrThrow(await ask("page.policy", {})),
  });
  const stored = useQuery({
    queryKey: ["stored"],
    queryFn: async () => valueOrThrow(await ask("page.stored", {})),
  });
  const waiting = useQuery({
    queryKey: ["options waiting"],
    queryFn: async () => valueOrThrow(await ask("panel.waiting", {})),
  });
  const reread = () => client.invalidateQueries();
  useEffect(() => {
    // Another tab may have connected, shown or sent something meanwhile.
    const back = () => {
      if (document.visibilityState === "visible") void client.invalidateQueries();
    };
    window.addEventListener("focus", back);
    document.addEventListener("visibilitychange", back);
    return () => {
      window.removeEventListener("focus", back);
      document.removeEventListener("visibilitychange", back);
    };
  }, [client]);

  return {
    connection: connection.data,
    policy: policy.data,
    stored: stored.data,
    waiting: waiting.data?.items.filter(({ kind }) => isTold(kind)) ?? [],
    refused: waiting.data?.refused ?? [],
    dismiss: async (id) => {
      await ask("panel.dismiss", { id });
      await reread();
    },
    failure: connection.isError,
    addsDevice: (text) => addsDevice(text, policy.data?.hubUrl ?? null),
    connect: async (link, name) => {
      const answer = await ask("page.connect", { link, name });
      if (!answer.ok) return answer.error;
      await reread();
      return undefined;
    },
    disconnect: async () => {
      const elsewhere = connection.data?.elsewhere;
      const answer = await ask("page.disconnect", {});
      await reread();
      if (!answer.ok) return answer.error.message;
      if (elsewhere) {
        return `Forgotten here. Nothing was sent to ${elsewhere}, so tell its admin to end this browser's access there.`;
      }
      return answer.value.revoked
        ? "Disconnected."
        : "Disconnected here. Leadside could not be reached, so tell your admin to end this browser's access there.";
    },
    clear: async () => {
      await ask("page.clear", {});
      await reread();
    },
    diagnostics: async () => {
      const answer = await ask("page.diagnostics", {});
      return answer.ok ? answer.value.text : undefined;
    },
  };
}
