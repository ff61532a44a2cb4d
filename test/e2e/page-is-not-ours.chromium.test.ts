import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { edgeTab, hasPanel, openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";

const scene = prepareScene();
const rep = repAtWork(scene);

interface Witness {
  /** Nodes added, removed or changed in the page's own tree, as text. */
  changes: string[];
  /** Layout shifts as the browser scores them. */
  shift: number;
  longTasks: number;
  messages: number;
  roots: number;
}

/** Runs in the page before anything else: a page that looks at all it can of us. */
function bearWitness(): void {
  const witness = { changes: [] as string[], shift: 0, longTasks: 0, messages: 0, roots: 0 };
  Object.assign(window, { witness });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    witness.roots += 1;
    return attach.call(this, init);
  };
  addEventListener("message", () => {
    witness.messages += 1;
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) witness.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift" });
}

/** From here on every change of the page's tree is written down. */
function watchTree(): void {
  const { witness } = window as unknown as { witness: Witness };
  witness.changes = [];
  witness.shift = 0;
  const named = (node: Node) =>
    node instanceof Element ? `<${node.tagName.toLowerCase()}>` : (node.textContent ?? "");
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
      if (type === "childList")
        for (const node of [...addedNodes, ...removedNodes])
          witness.changes.push(`${named(target)}: ${named(node)}`);
      else witness.changes.push(`${named(target)} ${attributeName ?? "text"}`);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

const witnessOf = (page: Page) => page.evaluate(() => (window as unknown as { witness: Witness }).witness);
const eventsOf = (page: Page) =>
  page.evaluate(() => window.standin.events.map(({ type, value }) => `${type} ${value}`));
const forgetEvents = (page: Page) =>
  page.evaluate(() => {
    window.standin.events.length = 0;
  });

describe("the CRM page is not ours", () => {
  let page: Page;
  beforeAll(async () => {
    page = await rep().browser.context.newPage();
    await page.addInitScript(bearWitness);
    await page.goto(`https://acme.lightning.force.com${rep().pathOf("maya")}`);
    await openPanel(page);
    await (await panelFrame(page)).getByRole("list", { name: "Engagement history" }).waitFor();
  });

  it("hears no key, input, paste or wheel of the panel", async () => {
    const panel = await panelFrame(page);
    await panel.getByRole("button", { name: "Refresh" }).focus();
    await forgetEvents(page);
    for (const key of [
      "j",
      "/",
      "Tab",
      "ArrowDown",
      "End",
      "Control+KeyV",
      "Control+KeyC",
      "Alt+KeyN",
      "Shift+KeyG",
    ]) {
      await page.keyboard.press(key);
    }
    await page.keyboard.type("every letter of the alphabet, quickly: Jackdaws love my big sphinx of quartz");
    const box = await (await panel.frameElement()).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 300);
    await page.mouse.wheel(0, 200);
    expect(await eventsOf(page)).toEqual([]);
    // The watch works: the same keys on the page itself are heard.
    await page.locator("body").click({ position: { x: 300, y: 300 } });
    await page.keyboard.press("j");
    expect(await eventsOf(page)).toContain("keydown j");
  });

  it("hears nothing of text typed and pasted into a field of the panel", async () => {
    const nobody = scene().person("noor");
    await rep().go(page, `/lightning/r/Lead/${unknownLead(nobody.record.id)}/view`);
    const panel = await panelFrame(page);
    const field = panel.getByRole("textbox", { name: "Exact e-mail" });
    await field.waitFor();
    await field.focus();
    await forgetEvents(page);
    await page.keyboard.type("maya@initech.example");
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.press("Control+KeyX");
    await page.keyboard.press("Control+KeyV");
    expect(await field.inputValue()).toBe("maya@initech.example");
    expect(await eventsOf(page)).toEqual([]);
    await rep().go(page, rep().pathOf("maya"));
  });

  it("keeps its own tree as it was, without a shift, while the panel is opened, used and closed", async () => {
    const panel = await panelFrame(page);
    await panel.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
    await page.evaluate(watchTree);
    await panel.getByRole("button", { name: "Close" }).click();
    await waitForValue("the panel to go", async () => (hasPanel(page) ? undefined : true));
    await (await edgeTab(page))?.click();
    const again = await panelFrame(page);
    await again.getByRole("list", { name: "Engagement history" }).waitFor();
    await again.getByRole("checkbox", { name: "Show what we sent" }).check();
    const { changes, shift } = await witnessOf(page);
    expect(changes).toEqual([]);
    expect(shift).toBe(0);
  });

  it("holds one element of ours, with nothing readable in it", async () => {
    const found = await page.evaluate(() => {
      const ours = [...document.querySelectorAll("*")].filter((element) =>
        element.tagName.startsWith("LEADSIDE"),
      );
      const [host] = ours;
      return {
        count: ours.length,
        inBody: host?.parentElement === document.body,
        root: host?.shadowRoot ?? null,
        children: host?.childNodes.length,
        attributes: host?.attributes.length,
        frames: window.frames.length,
        frameElements: document.querySelectorAll("iframe").length,
        text: document.body.textContent.includes("Engagement history"),
        resources: performance.getEntriesByType("resource").filter(({ name }) => /extension:/.test(name))
          .length,
        html: document.documentElement.outerHTML.includes("extension:"),
        atPoint: document.elementFromPoint(innerWidth - 60, 400)?.tagName,
      };
    });
    const { roots, messages } = await witnessOf(page);
    expect(found).toEqual({
      count: 1,
      inBody: true,
      root: null,
      children: 0,
      attributes: found.attributes,
      frames: found.frames,
      frameElements: 0,
      text: false,
      resources: 0,
      html: false,
      atPoint: "LEADSIDE-HOST",
    });
    expect(roots).toBe(0);
    expect(messages).toBe(0);
    // Were the frame to be counted, its window could be messaged by index: it must be of no use then either.
    const reached = await page.evaluate(() => {
      const inner = window.frames[0];
      try {
        return inner === undefined ? "none" : String(inner.document.body);
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(["none", "SecurityError"]).toContain(reached);
  });

  it("does not take the focus from a form when a record is opened", async () => {
    await page.goto(`https://acme.lightning.force.com${rep().pathOf("maya").replace(/view$/, "edit")}`);
    const field = page.getByRole("textbox").first();
    await field.focus();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await field.evaluate((element) => document.activeElement === element)).toBe(true);
  });
});

/** A valid id that no tool has named: the next one of the same kind, with its checksum. */
function unknownLead(id: string): string {
  const fifteen = `${id.slice(0, 12)}zzz`;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...fifteen.slice(start, start + 5)].map((letter, bit) =>
      /[A-Z]/.test(letter) ? 1 << bit : 0,
    );
    return letters[bits.reduce((sum, bit) => sum + bit, 0)];
  });
  return fifteen + suffix.join("");
}
