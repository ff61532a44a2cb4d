import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAsk } from "./ask-context.ts";

/**
 * Whether Leadside can send mail, which some links need; undefined while that is not known. Asked once, when the rep comes near what needs it: opening a
 * record asks for the record only.
 */
export function useMailSetUp(): { mail: boolean | undefined; look: () => void } {
  const ask = useAsk();
  const [near, setNear] = useState(false);
  const { data } = useQuery({
    queryKey: ["reading settings"],
    queryFn: async () => {
      const answer = await ask("content.settings", {});
      return answer.ok ? answer.value.mail : null;
    },
    enabled: near,
  });
  return { mail: data ?? undefined, look: () => setNear(true) };
}
