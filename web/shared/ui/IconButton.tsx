import { ActionIcon, Tooltip, type ActionIconProps } from "@mantine/core";
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { Keys } from "./Keys";

type Props = ActionIconProps &
  Omit<ComponentPropsWithoutRef<"button">, keyof ActionIconProps> & {
    label: string;
    keys?: string;
    children: ReactNode;
  };

/** A button without words: its label is its tooltip and what a screen reader says. */
export const IconButton = forwardRef<HTMLButtonElement, Props>(function IconButton(
  { label, keys, children, ...rest },
  ref,
) {
  return (
    <Tooltip label={keys ? <Keys text={label} keys={keys} /> : label}>
      <ActionIcon ref={ref} aria-label={label} type="button" {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
});
