import "./menu.css";
import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import { useMenuOpen } from "./use-menu-open.ts";

export interface MenuAction {
  label: string;
  onSelect: () => void;
  /** Why it cannot be chosen now. */
  impossible?: string | undefined;
}

/** A button that opens a list of actions. The trigger is given, so that it looks as its place asks. */
export function Menu({ trigger, actions }: { trigger: ReactElement; actions: readonly MenuAction[] }) {
  return (
    <BaseMenu.Root modal={false} {...useMenuOpen()}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" align="end" sideOffset={4} collisionPadding={8}>
          <BaseMenu.Popup className="menu">
            {actions.map(({ label, onSelect, impossible }) => (
              <BaseMenu.Item
                key={label}
                className="menu-item"
                disabled={impossible !== undefined}
                onClick={onSelect}
              >
                <span>
                  {label}
                  {impossible !== undefined && <span className="menu-impossible">{impossible}</span>}
                </span>
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
