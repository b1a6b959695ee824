import { Modal as Opened, type ModalProps } from "@mantine/core";
import { useEffect } from "react";

/** A dialog that is there only while it is open. Afterwards the focus is where it was before, unless it went elsewhere. */
export function Modal(props: ModalProps) {
  useEffect(() => {
    const opener = openerOf(document.activeElement);
    return () => {
      const isLost = document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return <Opened {...props} />;
}

/** What was chosen in a menu is gone with it; its button stays. */
function openerOf(active: Element | null): Element | null {
  const menu = active?.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
}
