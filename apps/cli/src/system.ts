import { type Opened, open } from "@zhongshu/server";

/** Where everything is kept unless `--data` says otherwise. */
export const DATA = ".data";

/**
 * The rooms, without pages and without demo, for one command; also beside a running product. `data` null: the
 * folder of the product in this checkout.
 */
export async function visiting<T>(
  { data, fresh = false }: { readonly data: string | null; readonly fresh?: boolean },
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await open({
    data: data ?? DATA,
    fresh,
    visit: !fresh,
    databaseUrl: fresh ? undefined : process.env["DATABASE_URL"],
    smsUrl: undefined,
    baseUrl: "http://127.0.0.1",
    demo: true,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
