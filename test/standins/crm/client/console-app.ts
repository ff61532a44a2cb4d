import { element, icon } from "./element.ts";
import { type Panes, setActive } from "./standard-app.ts";

interface Subtab {
  key: string;
  tab: HTMLElement;
  content: HTMLElement;
  pane: HTMLElement;
}
interface Workspace {
  key: string;
  tab: HTMLElement;
  content: HTMLElement;
  tabs: HTMLElement;
  bodies: HTMLElement;
  subtabs: Subtab[];
}

/**
 * The console app: a row of workspace tabs, each with subtabs, all of them alive at once. A page
 * that is opened with a workspace becomes a subtab of it.
 * @param reopen called with a page's key when its tab is clicked
 */
export function consoleApp(reopen: (key: string) => void): Panes {
  const tabs = element("ul", { class: "tabBarItems", role: "tablist" });
  const bodies = element("div", { class: "tabsetBody" });
  const root = element(
    "div",
    { class: "viewport navexWorkspaceManager", role: "main" },
    element("div", { class: "oneConsoleTabset navexConsoleTabset" }, consoleBar(tabs), bodies),
  );
  const workspaces: Workspace[] = [];

  function workspaceOf(key: string, title: string): Workspace {
    const known = workspaces.find((workspace) => workspace.key === key);
    if (known) return known;
    const subTabs = element("ul", { class: "tabBarItems sub", role: "tablist" });
    const subBodies = element("div", { class: "tabsetBody" });
    const content = element(
      "section",
      { class: "tabContent oneConsoleTab navexWorkspace", role: "tabpanel" },
      element("div", { class: "oneConsoleTabset" }, consoleBar(subTabs), subBodies),
    );
    const tab = tabItem(title, () => reopen(key));
    tabs.append(tab);
    bodies.append(content);
    const made = { key, tab, content, tabs: subTabs, bodies: subBodies, subtabs: [] };
    workspaces.push(made);
    return made;
  }

  return {
    root,
    show(key, title, make, workspaceKey) {
      const workspace = workspaceOf(workspaceKey ?? key, title);
      let subtab = workspace.subtabs.find((each) => each.key === key);
      if (!subtab) {
        const pane = element("div", { class: "windowViewMode-maximized oneContent" }, make());
        const content = element("section", { class: "tabContent oneConsoleTab", role: "tabpanel" }, pane);
        subtab = { key, pane, content, tab: tabItem(title, () => reopen(key)) };
        workspace.subtabs.push(subtab);
        workspace.tabs.append(subtab.tab);
        workspace.bodies.append(content);
      }
      for (const each of workspaces) {
        setTab(each.tab, each.content, each === workspace);
        for (const one of each.subtabs) {
          const front = each === workspace ? one === subtab : one.content.classList.contains("active");
          setTab(one.tab, one.content, front);
          setActive(one.pane, each === workspace && one === subtab);
        }
      }
    },
  };
}

const consoleBar = (tabs: HTMLElement) => element("div", { class: "oneConsoleTabContainer" }, tabs);

function tabItem(title: string, onClick: () => void): HTMLElement {
  return element(
    "li",
    { class: "oneConsoleTabItem tabItem", role: "presentation" },
    element("button", { role: "tab", click: onClick }, title),
    element("span", { class: "tab-close" }, icon("close")),
  );
}

function setTab(tab: HTMLElement, content: HTMLElement, active: boolean): void {
  tab.classList.toggle("active", active);
  tab.firstElementChild?.setAttribute("aria-selected", String(active));
  content.classList.toggle("active", active);
  content.toggleAttribute("hidden", !active);
}
