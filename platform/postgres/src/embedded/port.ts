import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { type Home, writeWhole } from "./home.ts";

async function free(port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen({ port, host: "127.0.0.1", exclusive: true });
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : null;
  } catch {
    return null;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
  }
}

/** The port of last time while it is free, else a free one; remembered. */
export async function choosePort(home: Home): Promise<number> {
  const last = Number(await readFile(home.port, "utf8").catch(() => ""));
  const same = Number.isInteger(last) && last > 0 ? await free(last) : null;
  const port = same ?? (await free(0));
  if (port === null) throw new Error("No free port on 127.0.0.1");
  if (port !== last) await writeWhole(home.port, String(port));
  return port;
}
