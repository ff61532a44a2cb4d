import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAsk } from "./ask-context.ts";
import type { Composer } from "./composer.ts";
import { useRequests } from "./request-context.ts";

export interface SendingSettings {
  /** Null: not chosen yet. Undefined until the background answered. */
  composer: Composer | null | undefined;
  choose: (composer: Composer) => Promise<void>;
  /** Undefined until the background answered. */
  notices: boolean | undefined;
  /** @returns what to say */
  turnNotices: (on: boolean) => Promise<string>;
}

/** Where the rep writes mail, and whether the browser tells who read. */
export function useSendingSettings(connected: boolean): SendingSettings {
  const ask = useAsk();
  const client = useQueryClient();
  const requests = useRequests();
  const composer = useQuery({
    queryKey: ["composer"],
    enabled: connected,
    queryFn: async () => {
      const answer = await ask("content.composer", {});
      return answer.ok ? answer.value.composer : null;
    },
  });
  const notices = useQuery({
    queryKey: ["notices"],
    enabled: connected,
    queryFn: async () => {
      const answer = await ask("page.notices", {});
      return answer.ok && answer.value.on;
    },
  });
  return {
    composer: composer.data,
    notices: notices.data,
    choose: async (chosen) => {
      await ask("content.composer", { choose: chosen });
      await client.invalidateQueries({ queryKey: ["composer"] });
    },
    turnNotices: async (on) => {
      const allowed = on ? await requests.notices() : undefined;
      if (allowed && !allowed.ok) return allowed.error.message;
      if (allowed && !allowed.value) return "The browser was not allowed to notify, so nothing changed.";
      const answer = await ask("page.notices", { on });
      await client.invalidateQueries({ queryKey: ["notices"] });
      if (!answer.ok) return answer.error.message;
      return answer.value.on ? "Notifications are on." : "Notifications are off.";
    },
  };
}
