import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, openBrowser, type Page } from "@zhongshu/testing";

type BrowserContextOptions = Parameters<Browser["newContext"]>[0];

/** How long a page is given to show what it should. */
export const PATIENCE = 15_000;
/** A folder to put pictures of every step into, for looking at them; without it none are taken. */
const PICTURES = process.env["PICTURES"];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

export type Phones = {
  /** Somebody's phone: a browser of its own, with its own cookies. */
  take(): Promise<Page>;
  /** Somebody's computer, likewise. */
  desk(): Promise<Page>;
  /** What was thrown inside any page. */
  readonly thrown: readonly string[];
  close(): Promise<void>;
};

const ON_PHONE = { viewport: PHONE, isMobile: true, hasTouch: true };

async function take(browser: Browser, thrown: string[], on: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(on);
  const page = await context.newPage();
  page.on("pageerror", (error) => thrown.push(error.message));
  page.setDefaultTimeout(PATIENCE);
  return page;
}

export async function openPhones(): Promise<Phones> {
  if (PICTURES !== undefined) await mkdir(PICTURES, { recursive: true });
  const browser = await openBrowser();
  const thrown: string[] = [];
  return {
    take: () => take(browser, thrown, ON_PHONE),
    desk: () => take(browser, thrown, { viewport: DESK }),
    thrown,
    close: () => browser.close(),
  };
}

export const isWide = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");

/** How the page looks on a phone and on a desk, where pictures are wanted; of a sheet only what the window shows. */
export async function look(page: Page, name: string, fullPage = true): Promise<void> {
  if (PICTURES === undefined) return;
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`), fullPage });
  }
}

export const seen = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor();
