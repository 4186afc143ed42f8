import { parseArgs } from "node:util";
import type { System } from "@zhongshu/server";
import { admit } from "./admit.ts";
import { orgOf } from "./place.ts";

export const ADMIN_USAGE = "admin PHONE [--org NAME] [--name NAME]";

type Say = { out(text: string): void; tell(text: string): void };

/** `zhongshu admin PHONE`: lets somebody into an organisation that a command founded; the exit code. */
export async function adminCommand(
  args: readonly string[],
  system: System,
  { out, tell }: Say,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { org: { type: "string" }, name: { type: "string" } },
    allowPositionals: true,
  });
  const [phone, ...more] = positionals;
  if (phone === undefined || more.length > 0) throw new Error(`用法 usage: ${ADMIN_USAGE}`);
  const org = await orgOf(system, values.org ?? null);
  const admitted = org.ok ? await admit(system, org.value, phone, values.name) : org;
  if (!admitted.ok) {
    const { message, next } = admitted.error;
    tell(`${message.zh}${next.zh}\n${message.en} ${next.en}\n`);
    return 1;
  }
  out(`${admitted.value.phone} 现在可以用管理员身份登录 · can now sign in as administrator\n`);
  return 0;
}
