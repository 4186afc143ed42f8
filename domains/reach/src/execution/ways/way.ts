import type { Ctx, Money } from "@zhongshu/kernel";
import type { Message } from "../../gate/facts.ts";
import type { ReachPorts } from "../../ports.ts";
import type { Sending } from "../store.ts";

/** What is handed over: everybody in `to` has passed the gate in this transaction, and the slot is spent. */
export type Parcel = {
  readonly execution: Sending;
  readonly text: string;
  readonly price: Money | null;
  /** Persons or communities, each with a link of its own. */
  readonly to: readonly { readonly subject: string; readonly link: string }[];
};

/** One way out of the house. Whatever it writes is in the transaction that spends the slots. */
export type Outlet = {
  /** How the gate counts it. */
  readonly message: Message;
  /** What they are when it is done; `listed` and `copied` wait for the owner's hand. */
  readonly becomes: "sent" | "listed" | "copied";
  hand(ctx: Ctx, ports: Pick<ReachPorts, "append">, parcel: Parcel): Promise<void>;
};
