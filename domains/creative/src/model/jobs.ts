import type { TenantId } from "@zhongshu/kernel";
import { keepWritten } from "../kept/store.ts";
import type { CreativePorts } from "../ports.ts";
import type { Asked } from "./prompt.ts";
import { write } from "./write.ts";

/** So many answers are waited for at once in one process. */
const AT_ONCE = 8;

export type Job = Asked & { readonly tenant: TenantId; readonly turn: number };

async function perform(ports: CreativePorts, job: Job, signal: AbortSignal): Promise<void> {
  const { writer } = ports;
  if (writer === null) return;
  const written = await write(ports, writer, job, signal);
  const { brief, style, form, turn } = job;
  const key = { shop: brief.shop, card: brief.card, style, form, turn };
  await ports.asTenant(ports.seal(job.tenant), (ctx) =>
    keepWritten(ctx, key, { ...written, model: writer.model }),
  );
}

/** What models are writing now, outside of any transaction. */
export function jobsOf(ports: CreativePorts) {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    free: (): boolean => running.size < AT_ONCE && !stopping.signal.aborted,
    start(job: Job): void {
      const work = perform(ports, job, stopping.signal)
        .catch(ports.failed)
        .finally(() => running.delete(work));
      running.add(work);
    },
    settled,
    /** Nothing new begins; what is being written is broken off and told so. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await settled();
    },
  };
}
export type Jobs = ReturnType<typeof jobsOf>;
