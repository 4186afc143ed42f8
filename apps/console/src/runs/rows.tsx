import { Drawer } from "antd";
import type { ReactElement } from "react";
import { Rows } from "../cards/evidence.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useOpened } from "./asks.ts";

/** A figure and the address of its rows. */
export type Figure = { readonly title: string; readonly value: string; readonly opens: string };
type Props = {
  readonly shop: string;
  readonly figure: Figure | null;
  readonly onClose: () => void;
};

function Opened({ shop, opens }: { readonly shop: string; readonly opens: string }): ReactElement {
  return (
    <Loaded query={useOpened(shop, opens)}>{(found) => <Rows found={found} shop={shop} />}</Loaded>
  );
}

export function RowsDrawer({ shop, figure, onClose }: Props): ReactElement {
  return (
    <Drawer
      open={figure !== null}
      onClose={onClose}
      size={640}
      title={`${figure?.title ?? ""} ${figure?.value ?? ""}`}
    >
      {figure === null ? null : <Opened shop={shop} opens={figure.opens} />}
    </Drawer>
  );
}
