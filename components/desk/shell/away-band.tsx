import "../../panel/band.css";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useHubAway } from "../../../lib/desk/reach.ts";
import { ageWords } from "../../../lib/panel/time-words.ts";
import { useNow } from "../../../lib/panel/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";

const TRY_EVERY_MS = 15_000;

/** While the hub is out of reach: how old the page is, and the way on. It also tries by itself. */
export function AwayBand() {
  const away = useHubAway();
  const client = useQueryClient();
  const now = useNow(away);
  const [trying, setTrying] = useState(false);
  const read = client
    .getQueryCache()
    .findAll({ type: "active" })
    .map((query) => query.state.dataUpdatedAt)
    .filter((at) => at > 0);
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => client.refetchQueries({ type: "active" }), TRY_EVERY_MS);
    return () => clearInterval(timer);
  }, [away, client]);
  if (!away) return null;
  const age =
    read.length === 0
      ? ""
      : ` What you see is ${ageWords(new Date(Math.min(...read)).toISOString(), now)} old.`;
  async function tryAgain() {
    setTrying(true);
    await client.refetchQueries({ type: "active" });
    setTrying(false);
  }
  return (
    <div className="band" role="alert">
      <Icon name="cloud" />
      <p className="band-text">Leadside is out of reach.{age} It is tried again every 15 seconds.</p>
      <Button look="text" onClick={tryAgain} aria-busy={trying}>
        {trying ? "Trying…" : "Try again"}
      </Button>
    </div>
  );
}
