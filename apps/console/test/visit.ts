import { type Browser, openBrowser, type Page, servePages } from "@zhongshu/testing";
import { afterAll, beforeAll, expect } from "vitest";
import { buildWeb } from "../../server/src/web/build.ts";
import { answers, type Scene } from "./fixture.ts";

export type { Page };

type Look = { readonly scene?: Scene };
type Visit = (path: string, see: (page: Page) => Promise<void>, look?: Look) => Promise<void>;

export const seen = (page: Page, text: string) =>
  page.getByText(text).first().waitFor({ timeout: 15_000 });

/** The built console in a real browser, for the tests of one file; each visit has a server of its own. */
export function openConsole(): Visit {
  let browser: Browser;
  let dist: string;
  beforeAll(async () => {
    [browser, { console: dist }] = await Promise.all([openBrowser(), buildWeb()]);
  }, 90_000);
  afterAll(() => browser.close());
  return async (path, see, { scene = {} } = {}) => {
    const server = await servePages({ base: "/console", dist, answers: answers(scene) });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.message));
    try {
      await page.goto(`${server.url}/console${path}`);
      await see(page);
      expect(thrown).toEqual([]);
      const wide = await page.evaluate<boolean>(
        "document.documentElement.scrollWidth > innerWidth",
      );
      expect(wide, "tables scroll by themselves, the page does not").toBe(false);
    } finally {
      await context.close();
      await server.close();
    }
  };
}
