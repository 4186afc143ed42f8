import assert from "node:assert/strict";
import { type Answers, openBrowser, type Page, servePages } from "@zhongshu/testing";
import { buildWeb } from "../../server/src/web/build.ts";

export const seen = (page: Page, text: string) =>
  page.getByText(text).first().waitFor({ timeout: 15_000 });

export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** The built phone pages, and a real browser to look at them; `dist` is where they were built. */
export async function openPhone() {
  const [browser, { h5: dist }] = await Promise.all([openBrowser(), buildWeb()]);

  /** Opens the page at 390 px, gives it to `see` and fails on anything thrown inside it. */
  async function visit(
    answers: Answers,
    path: string,
    see: (page: Page) => Promise<void>,
  ): Promise<void> {
    const server = await servePages({ base: "/m", dist, answers });
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.message));
    try {
      await page.goto(`${server.url}/m${path}`);
      await see(page);
      assert.deepEqual(thrown, []);
      const wide = await page.evaluate<boolean>(
        "document.documentElement.scrollWidth > innerWidth",
      );
      assert.equal(wide, false, "nothing is wider than the phone");
    } finally {
      await context.close();
      await server.close();
    }
  }
  return { visit, dist, close: () => browser.close() };
}
