import { randomBytes } from "node:crypto";
import { link, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refused } from "../refused.ts";
import { birthOf } from "./processes.ts";

type Owner = { readonly pid: number; readonly birth: string };
type Claim = { readonly turn: number; readonly file: string };

const CLAIM = /^owner\.(\d+)$/;

async function claims(folder: string): Promise<readonly Claim[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const turn = CLAIM.exec(name)?.[1];
    return turn === undefined ? [] : [{ turn: Number(turn), file: join(folder, name) }];
  });
  return found.toSorted((a, b) => b.turn - a.turn);
}

async function liveOwner(claim: Claim | undefined): Promise<Owner | null> {
  if (claim === undefined) return null;
  const text = await readFile(claim.file, "utf8").catch(() => null);
  if (text === null) return null;
  const owner: Owner = JSON.parse(text);
  const birth = await birthOf(owner.pid);
  return birth !== null && birth === owner.birth ? owner : null;
}

const taken = (folder: string, pid: number) =>
  refused("folder-in-use", [
    `数据目录 ${folder} 正被另一个中枢进程（进程号 ${pid}）使用。`,
    `Another Zhongshu (process ${pid}) is using the data folder ${folder}.`,
    "请先停掉它，或用 --data 指定另一个目录。",
    "Stop it first, or name another folder with --data.",
  ]);

/** Does a living process own `folder`? */
export async function ownerAlive(folder: string): Promise<boolean> {
  const [last] = await claims(folder);
  return (await liveOwner(last)) !== null;
}

/**
 * Makes this process the only owner of `folder`, until it gives it back or dies, by whatever death: a
 * claim counts only while the process that wrote it lives. Claims carry numbers, and the highest
 * rules; a file is only ever linked into place whole, so two takers of a dead claim cannot both win.
 */
export async function ownFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const birth = (await birthOf(process.pid)) ?? "";
  const draft = join(folder, `claim-${process.pid}-${randomBytes(6).toString("hex")}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, birth }), { mode: 0o600, flag: "wx" });
  try {
    const mine = await claim(folder, draft);
    return { release: () => rm(mine.file, { force: true }) };
  } finally {
    await rm(draft, { force: true });
  }
}

async function claim(folder: string, draft: string): Promise<Claim> {
  for (;;) {
    const [last] = await claims(folder);
    const owner = await liveOwner(last);
    if (owner !== null) throw taken(folder, owner.pid);
    const turn = (last?.turn ?? 0) + 1;
    const mine = { turn, file: join(folder, `owner.${turn}`) };
    const won = await link(draft, mine.file).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      },
    );
    if (!won) continue;
    const [highest, ...older] = await claims(folder);
    if (highest?.turn === turn) {
      for (const dead of older) await rm(dead.file, { force: true });
      return mine;
    }
    await rm(mine.file, { force: true });
  }
}
