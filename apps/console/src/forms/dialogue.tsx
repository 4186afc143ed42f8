import { Modal } from "antd";
import type { ReactElement, ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  /** A click beside it closes it; not while something was typed that would be lost. */
  readonly closable?: boolean;
  readonly children: ReactNode;
};

/** A form before the page, which brings its own button. */
export function Dialogue({ title, onClose, closable = false, children }: Props): ReactElement {
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable }}>
      {children}
    </Modal>
  );
}
