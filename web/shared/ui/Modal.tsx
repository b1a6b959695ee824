import { Modal as Opened, type ModalProps } from "@mantine/core";
import { useEffect } from "react";

const soon = 3_000;

/** A dialog that is there only while it is open. Afterwards the focus is where it was before, unless it went elsewhere. */
export function Modal(props: ModalProps) {
  useEffect(() => {
    const opener = openerOf(document.activeElement);
    return () => {
      if (opener instanceof HTMLElement) giveBack(opener);
    };
  }, []);
  return <Opened {...props} />;
}

/** What was chosen in a menu is gone with it; its button stays. */
function openerOf(active: Element | null): Element | null {
  const menu = active?.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : active;
}

/** To what opened the dialog, and where that goes because of what was done in it, to what stands for it then. */
function giveBack(opener: HTMLElement) {
  const page = opener.ownerDocument;
  const focus = () => {
    if (page.activeElement === page.body) standInOf(opener)?.focus({ preventScroll: true });
  };
  focus();
  const watch = new MutationObserver(focus);
  watch.observe(page.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), soon);
}

/** The same, or what bears its name now, as the button of a list that is no longer empty; else the page's content. */
const standInOf = (opener: HTMLElement): HTMLElement | null => {
  const page = opener.ownerDocument;
  return opener.isConnected ? opener : (page.getElementById(opener.id) ?? page.getElementById("main"));
};
