import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const Ready = z.object({ ready: z.literal(true), url: z.string() });

/** A running product of its own: seconds from the command to its first good answer. */
export type Product = {
  readonly pid: number;
  readonly url: string;
  readonly seconds: number;
  stop(): Promise<void>;
};

/** Starts the product as a user does, and waits until it says it is ready and answers. */
export async function startProduct(data: string): Promise<Product> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, "start", "--data", data, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const said = parsed(line);
    if (said === null) continue;
    const answer = await fetch(new URL("/readyz", said.url));
    if (!answer.ok) throw new Error(`It says it is ready, but answers ${answer.status}`);
    const seconds = (performance.now() - began) / 1_000;
    return {
      pid: child.pid ?? 0,
      url: said.url,
      seconds,
      stop: async () => {
        child.kill("SIGTERM");
        await gone;
      },
    };
  }
  throw new Error("The product ended before it was ready");
}

function parsed(line: string): z.infer<typeof Ready> | null {
  if (!line.startsWith("{")) return null;
  const said = Ready.safeParse(JSON.parse(line));
  return said.success ? said.data : null;
}
