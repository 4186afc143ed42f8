import { rm } from "node:fs/promises";
import { scratchFolder } from "@zhongshu/postgres";
import { type Browser, openBrowser } from "@zhongshu/testing";
import { startProduct } from "./product.ts";

const VISITS = 5;
/** A phone of the lower middle on 4G: 4 Mbit/s, 80 ms there and back, half this machine's speed. */
const PHONE = { bitsPerSecond: 4_000_000, roundTripMs: 80, slower: 2 } as const;

type Visit = {
  readonly paint: number;
  readonly words: number;
  readonly bytes: number;
};

/** First paint and first words of a first visit, nothing cached, as the browser itself timed them. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send("Network.enable");
    await wire.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: PHONE.roundTripMs,
      downloadThroughput: PHONE.bitsPerSecond / 8,
      uploadThroughput: PHONE.bitsPerSecond / 8,
    });
    await wire.send("Emulation.setCPUThrottlingRate", { rate: PHONE.slower });
    let bytes = 0;
    wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(url, { waitUntil: "commit" });
    await page.getByText("获取验证码").first().waitFor({ timeout: 60_000 });
    const words = await page.evaluate<number>("performance.now()");
    const seen = bytes;
    await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length > 0");
    const paint = await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0].startTime",
    );
    return { paint, words, bytes: seen };
  } finally {
    await context.close();
  }
}

const middle = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);

/** What a shop owner waits for on a first visit to the phone page; medians of several visits. */
export async function paintBench(): Promise<object> {
  const data = await scratchFolder("paint");
  const product = await startProduct(data);
  const browser = await openBrowser();
  try {
    const visits: Visit[] = [];
    for (let n = 0; n < VISITS; n += 1) {
      visits.push(await visit(browser, new URL("/m/", product.url).href));
      process.stderr.write(`visit ${n + 1} of ${VISITS}\n`);
    }
    return {
      first_paint_ms: middle(visits.map((v) => v.paint)),
      first_words_ms: middle(visits.map((v) => v.words)),
      wire_kb: middle(visits.map((v) => v.bytes / 1024)),
      visits: VISITS,
    };
  } finally {
    await browser.close();
    await product.stop();
    await rm(data, { recursive: true, force: true });
  }
}
