import { failureNote } from "../../lib/panel/notes.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { PanelFoot } from "./panel-foot.tsx";
import { PersonBody } from "./person-body.tsx";
import { ExtensionUpdated } from "./states/extension-updated.tsx";
import { HubTooNew } from "./states/hub-too-new.tsx";
import { HubTooOld } from "./states/hub-too-old.tsx";
import { Later } from "./states/later.tsx";
import { Loading } from "./states/loading.tsx";
import { NoMatch } from "./states/no-match.tsx";
import { NoRecord } from "./states/no-record.tsx";
import { NotConnected } from "./states/not-connected.tsx";
import { OutOfReach } from "./states/out-of-reach.tsx";
import { Refused } from "./states/refused.tsx";
import { SignedOut } from "./states/signed-out.tsx";
import { Unexpected } from "./states/unexpected.tsx";

interface PanelBodyProps {
  panel: Panel;
  version: string;
  /** The rep looks for content. */
  finding: boolean;
  onFind: (finding: boolean) => void;
}

/** Every state has its own words and a next step. There is no state without a line here. */
export function PanelBody({ panel, version, finding, onFind }: PanelBodyProps) {
  const { state, clock, refresh } = panel;
  const say = (text: string) => panel.announce({ text });
  switch (state.kind) {
    case "starting":
      return <Loading late="Leadside is still starting. If this stays, reload this tab." />;
    case "loading":
      return <Loading late="Still asking Leadside. The connection is slow." />;
    case "inert":
      return null;
    case "no_record":
      return <NoRecord onClose={panel.close} />;
    case "later":
      return <Later label={state.target.label} onClose={panel.close} />;
    case "not_connected":
      return <NotConnected byPolicy={state.failure.hubCode === "policy"} onOptions={panel.openOptions} />;
    case "signed_out":
      return <SignedOut onOptions={panel.openOptions} />;
    case "hub_too_old":
      return <HubTooOld failure={state.failure} version={version} onDone={say} onTry={refresh} />;
    case "hub_too_new":
      return <HubTooNew version={version} onTry={refresh} />;
    case "refused":
      return <Refused failure={state.failure} onTry={refresh} />;
    case "unexpected":
      return (
        <Unexpected
          diagnostics={() => failureNote(state.failure, version, clock.now)}
          onDone={say}
          onTry={refresh}
        />
      );
    case "out_of_reach":
      return <OutOfReach label={state.target.label} clock={clock} trying={state.trying} onTry={refresh} />;
    case "extension_updated":
      return <ExtensionUpdated onReload={panel.reloadTab} />;
    case "no_match":
      return (
        <>
          <NoMatch
            email={state.email}
            busy={state.refreshing}
            failure={state.notice?.message}
            noTool={state.view.context.sources.length === 0}
            onFind={panel.findByEmail}
            onDone={say}
          />
          <PanelFoot feedback={panel.feedback} />
        </>
      );
    case "no_tool":
    case "nothing_yet":
    case "person":
      return <PersonBody panel={panel} state={state} finding={finding} onFind={onFind} />;
  }
}
