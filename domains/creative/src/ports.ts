import type { AsTenant, Result, Seal, TenantId, Text } from "@zhongshu/kernel";
import type { z } from "zod";

type Review = {
  readonly passes: boolean;
  readonly findings: readonly { readonly term: string; readonly why: Text }[];
};

/** A language model behind a port: it answers in the shape asked for, or says why not. It never throws. */
export type Writer = {
  /** As its owner calls it. */
  readonly model: string;
  write<T>(
    prompt: { readonly system: string; readonly user: string },
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<{ readonly value: T }, { readonly why: Text }>>;
};

/** What creative needs of its neighbours and of the rim. */
export type CreativePorts = {
  readonly guard: {
    review(copy: string): Review;
    figures(copy: string): readonly { readonly term: string }[];
  };
  /** Null without a key: then templates are all there is. */
  readonly writer: Writer | null;
  readonly asTenant: AsTenant;
  /** Somebody of ours, to keep what was written in the background. */
  seal(tenant: TenantId): Seal;
  /** What went wrong in the background. */
  failed(error: unknown): void;
};
