import { type Ctx, type Erased, type Forgetting, type Forgotten, heldIn } from "@zhongshu/kernel";
import { forgetEvents } from "./events.ts";
import { forgetFiles } from "./files.ts";
import { dropUploads, type Uploads } from "./uploads.ts";

const some = (counts: Forgotten): Forgotten =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

/** What the ledger forgets: acts, letters, rows and files. Documents stay, as nobody's. */
export const forgetting = (uploads: Uploads): Forgetting => ({
  room: "ledger",
  tables: {
    ...{ event: "persons", dead_letter: "persons", outbox: "persons", import: "persons" },
    ...{ import_refused: "persons", retold: "persons", import_mapping: "persons" },
    ...{ import_undo: "nobody", quality_day: "persons" },
  },
  holds: heldIn("ledger", [["event", "profile = any($1::uuid[])"]]),
  forget: async (ctx: Ctx, erased: Erased) =>
    some({
      ...(await forgetEvents(ctx, erased)),
      ...(await forgetFiles(ctx, erased)),
      uploads: await dropUploads(ctx, uploads, erased),
    }),
});
