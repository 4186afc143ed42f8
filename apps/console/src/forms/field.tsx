import { Form, Input } from "antd";
import type { ReactElement, ReactNode } from "react";

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault?: string | undefined;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly type?: "text" | "date" | "datetime-local" | "tel";
  readonly inputMode?: "decimal" | "numeric" | "tel" | "text";
  readonly maxLength?: number;
};

/** One labelled line of a form; what is wrong with it stands below it. */
export function Field(props: Props): ReactElement {
  const { id, label, fault, hint, onChange, ...input } = props;
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      extra={hint}
      {...(fault === undefined ? {} : { validateStatus: "error", help: fault })}
    >
      <Input id={id} {...input} onChange={(e) => onChange(e.target.value)} />
    </Form.Item>
  );
}
