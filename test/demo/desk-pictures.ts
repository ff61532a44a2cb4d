import type { Page } from "playwright-core";
import type { Chromium } from "../support/chromium.ts";
import type { Album } from "./pictures.ts";
import { shownText } from "./shown-text.ts";
import type { Stage } from "./stage.ts";

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

/**
 * Pictures of the desk, as Dana sees it, and of the page that a prospect opens.
 * @returns what the inbox says, line by line
 */
export async function takeDeskPictures(album: Album, browser: Chromium, stage: Stage): Promise<string[]> {
  const desk = await signIn(browser, await stage.deskLink());
  await desk.setViewportSize(DESK);
  await album.save(desk, "desk-today.png");

  await openPage(desk, "Content");
  await desk.getByRole("link", { name: "Security overview", exact: true }).waitFor();
  await album.save(desk, "desk-content.png");
  await desk.emulateMedia({ colorScheme: "dark" });
  await album.save(desk, "desk-content-dark.png");
  await desk.emulateMedia({ colorScheme: "light" });

  await desk.getByRole("link", { name: "Security overview", exact: true }).click();
  await desk.getByRole("heading", { name: /^Fits .+ today$/ }).waitFor();
  await album.save(desk, "desk-guidance.png");

  await openPage(desk, "Feedback");
  await desk.getByRole("region", { name: "By due time" }).getByRole("link").first().click();
  await desk.getByRole("region", { name: "Answer" }).waitFor();
  const inbox = await shownText(desk.mainFrame(), "main");
  await album.save(desk, "desk-feedback.png");
  await desk.emulateMedia({ colorScheme: "dark" });
  await album.save(desk, "desk-feedback-dark.png");
  await desk.emulateMedia({ colorScheme: "light" });

  await desk.goto(new URL("/desk/content/talking-points", desk.url()).href);
  await desk.getByRole("link", { name: "Live in six weeks, without a freeze" }).click();
  await desk.getByRole("heading", { name: /^Is version 2 better/ }).waitFor();
  await desk
    .getByText(/^Fits /)
    .first()
    .waitFor();
  await album.save(desk, "desk-talking-point.png");

  await openPage(desk, "People");
  const field = desk.getByRole("textbox", { name: /^E-mail/ });
  await field.fill("m.okafor@initech.example");
  await field.press("Enter");
  await desk.getByRole("link", { name: "Maya Okafor" }).click();
  await desk.getByRole("heading", { level: 1, name: "Maya Okafor" }).waitFor();
  await album.save(desk, "desk-people.png");
  await desk.close();

  const reader = await browser.open(stage.sentLink);
  await reader.setViewportSize(PHONE);
  await reader.locator("canvas, img").first().waitFor();
  await album.save(reader, "reader-phone.png");
  await reader.close();
  return inbox;
}

/** Opens a link that signs in, and presses its button: links alone sign nobody in. */
export async function signIn(browser: Pick<Chromium, "open">, link: string): Promise<Page> {
  const desk = await browser.open(link);
  await desk.getByRole("button", { name: "Sign in" }).click();
  await desk.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  return desk;
}

async function openPage(desk: Page, name: string): Promise<void> {
  await desk
    .getByRole("navigation")
    .getByRole("link", { name: new RegExp(`^${name}`) })
    .click();
  await desk.getByRole("heading", { level: 1, name }).waitFor();
}
