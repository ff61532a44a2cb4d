import type { CDPSession, Frame, Page } from "playwright-core";
import { waitForValue } from "./wait-for.ts";

export { waitForValue };

/** The name of the tab and of the frame on the CRM page, as design 6 promises it. */
export const PANEL_NAME = "Marketing context";

interface AxNode {
  backendDOMNodeId?: number;
  role?: { value?: string };
  name?: { value?: string };
  description?: { value?: string };
  ignored?: boolean;
  properties?: { name: string; value: { value?: unknown } }[];
}

/** Our button on a CRM page, found as a screen reader finds it: its root is closed to locators. */
export interface EdgeTab {
  expanded: boolean;
  description: string;
  box: { x: number; y: number; width: number; height: number };
  /** Presses the mouse button on its middle. */
  click(): Promise<void>;
}

/** The tab now, or nothing when the page shows none. */
export async function edgeTab(page: Page): Promise<EdgeTab | undefined> {
  return withSession(page, async (session) => {
    for (const node of await accessibleNodes(session)) {
      if (node.ignored || node.role?.value !== "button" || node.name?.value !== PANEL_NAME) continue;
      const model = await session
        .send("DOM.getBoxModel", { backendNodeId: node.backendDOMNodeId ?? 0 })
        .catch(() => undefined);
      const [x = 0, y = 0, right = 0, , , bottom = 0] = model?.model.border ?? [];
      if (!model || right <= x) continue;
      const box = { x, y, width: right - x, height: bottom - y };
      return {
        box,
        description: node.description?.value ?? "",
        expanded:
          node.properties?.some(({ name, value }) => name === "expanded" && value.value === true) ?? false,
        click: () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2),
      };
    }
    return undefined;
  });
}

/** Presses the button of ours with this name in the page itself, once it is there. */
export async function pressOurs(page: Page, name: string): Promise<void> {
  const { x, y } = await waitForValue(`the button “${name}” beside the page`, () =>
    withSession(page, async (session) => {
      const node = (await accessibleNodes(session)).find(
        (one) => !one.ignored && one.role?.value === "button" && one.name?.value === name,
      );
      if (!node) return undefined;
      const model = await session
        .send("DOM.getBoxModel", { backendNodeId: node.backendDOMNodeId ?? 0 })
        .catch(() => undefined);
      const [left = 0, top = 0, right = 0, , , bottom = 0] = model?.model.border ?? [];
      return right > left ? { x: (left + right) / 2, y: (top + bottom) / 2 } : undefined;
    }),
  );
  await page.mouse.click(x, y);
}

/** Whether assistive technology finds this text in the page, our closed root included. */
export async function isSaid(page: Page, text: RegExp): Promise<boolean> {
  const nodes = await withSession(page, accessibleNodes);
  return nodes.some((node) => !node.ignored && text.test(node.name?.value ?? ""));
}

/** Clicks the tab, unless the panel is open already, as it is the first time. Answers with the panel's frame. */
export async function openPanel(page: Page): Promise<Frame> {
  await waitForValue("the tab “Marketing context” or the panel on the page", async () => {
    if (await isPanelShown(page)) return true;
    const tab = await edgeTab(page);
    if (tab && !tab.expanded) await tab.click();
    return undefined;
  }).catch(async (error: Error) => {
    throw new Error(`${error.message} ${await whatStandsThere(page)}`);
  });
  return panelFrame(page);
}

/** What there is instead of the panel, for who has to find out why. */
async function whatStandsThere(page: Page): Promise<string> {
  const ours = await page.evaluate(() => document.querySelector("leadside-host") !== null).catch(String);
  const tab = await edgeTab(page).catch(() => undefined);
  const workers = page
    .context()
    .serviceWorkers()
    .map((worker) => worker.url());
  return JSON.stringify({
    address: page.url(),
    ours,
    tab: tab && { expanded: tab.expanded, ...tab.box },
    frames: page.frames().map((frame) => frame.url()),
    workers,
  });
}

/** The panel's frame, once it is there. */
export async function panelFrame(page: Page): Promise<Frame> {
  return waitForValue("the panel's frame", async () => page.frames().find(isPanel));
}

/** Whether the rep sees the panel: not so while it is folded, and on pages without a record. */
export async function isPanelShown(page: Page): Promise<boolean> {
  const frame = page.frames().find(isPanel);
  // The frame may be taken away between the look and the question.
  return frame
    ? frame
        .frameElement()
        .then((element) => element.isVisible())
        .catch(() => false)
    : false;
}

/** Whether a panel is in the page's frames, seen or not: a folded one is not. */
export function hasPanel(page: Page): boolean {
  return page.frames().some(isPanel);
}

const isPanel = (frame: Frame) => /^chrome-extension:\/\/[^/]+\/panel\.html/.test(frame.url());

/** Drags the panel's left edge until the panel is about that wide. */
export async function resizePanel(page: Page, width: number): Promise<void> {
  const { x, y, right, height } = await panelBox(page);
  const middle = y + height / 2;
  await page.mouse.move(x, middle);
  await page.mouse.down();
  await page.mouse.move(right - width, middle, { steps: 6 });
  await page.mouse.up();
  // Off the edge again, which shows that it can be drawn while the pointer is on it.
  await page.mouse.move(0, 0);
}

/** Where the panel's frame lies in the CRM page, px. */
export async function panelBox(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number; right: number }> {
  const frame = await panelFrame(page);
  const box = await (await frame.frameElement()).boundingBox();
  if (!box) throw new Error("The panel's frame is in the page and not to be seen.");
  return { ...box, right: box.x + box.width };
}

/** Roles and names of a page or frame as assistive technology gets them, one line a node, indented. */
export async function accessibilityText(target: Page | Frame): Promise<string> {
  return target.locator("body").ariaSnapshot();
}

async function accessibleNodes(session: CDPSession): Promise<AxNode[]> {
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes as AxNode[];
}

async function withSession<Value>(page: Page, work: (session: CDPSession) => Promise<Value>): Promise<Value> {
  const session = await page.context().newCDPSession(page);
  try {
    return await work(session);
  } finally {
    await session.detach().catch(() => {});
  }
}
