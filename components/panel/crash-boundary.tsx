import "../ui/base.css";
import { Component, type ReactNode } from "react";
import { crashNote } from "../../lib/panel/notes.ts";
import { StatusLine } from "../ui/status-line.tsx";
import { Unexpected } from "./states/unexpected.tsx";

interface CrashBoundaryProps {
  version: string;
  children: ReactNode;
}

interface CrashBoundaryState {
  crash: { error: unknown } | undefined;
  said: string | undefined;
}

/** An error of ours shows words and a way on, never a blank panel. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { crash: undefined, said: undefined };

  static getDerivedStateFromError(error: unknown): Partial<CrashBoundaryState> {
    return { crash: { error } };
  }

  override render() {
    const { crash, said } = this.state;
    if (!crash) return this.props.children;
    return (
      <main>
        <h1 className="visually-hidden">Not known yet</h1>
        <Unexpected
          diagnostics={() => crashNote(crash.error, this.props.version, new Date())}
          onDone={(words) => this.setState({ said: words })}
          onTry={() => this.setState({ crash: undefined, said: undefined })}
        />
        <StatusLine text={said} />
      </main>
    );
  }
}
