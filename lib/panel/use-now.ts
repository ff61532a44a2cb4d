import { useEffect, useState } from "react";

/** How often words such as "2 min old" are written anew. */
const STEP_MS = 30_000;

/** The time, anew every half minute while `running`, and at once when it starts to run. */
export function useNow(running: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!running) return;
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), STEP_MS);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
