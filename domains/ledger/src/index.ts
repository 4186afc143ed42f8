import type { DomainSchema } from "@zhongshu/kernel";

export { createImports, type Imports } from "./imports/imports.ts";
export type { ImportsDeps } from "./imports/room.ts";
export {
  type Download,
  type DownloadRoute,
  importRoutes,
  refusedDownloads,
  type UploadRoute,
  upload,
} from "./imports/routes.ts";
export { holdsSheets } from "./imports/sheets.ts";
export { MAX_BODY } from "./intake/hygiene.ts";
export type { Intake, IntakeAnswer, IntakeRequest } from "./intake/intake.ts";
export type { Authorise, KeyHolder } from "./intake/key.ts";
export type { Fact } from "./intake/normalise.ts";
export { createLedger, type Ledger, type LedgerDeps } from "./ledger.ts";
export { type Basis, type BasisAsked, type CardRests, createLineage } from "./lineage/lineage.ts";
export { lineageRoutes } from "./lineage/routes.ts";
export type { Audit } from "./mending/mend.ts";
export { createQuality } from "./quality/quality.ts";
export { qualityRoutes } from "./quality/routes.ts";
export { routes } from "./routes.ts";
export type { Handler, Notice } from "./tail/dispatch.ts";

export const schema: DomainSchema = {
  name: "ledger",
  migrations: new URL("../migrations/", import.meta.url),
};
