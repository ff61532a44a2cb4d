import "./state-message.css";
import type { ReactNode } from "react";

/** What is, why, and one next step. */
export function StateMessage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="state-message">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
