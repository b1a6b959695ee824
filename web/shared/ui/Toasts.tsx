import clsx from "clsx";
import { useEffect, useState } from "react";
import { t } from "../i18n";
import { IconX } from "./icons";
import { dismiss, useToasts, type Toast } from "./toasts";
import classes from "./Toasts.module.css";

/** The corner where toasts appear. Screen readers hear them without losing their place. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={classes.stack} role="status" aria-live="polite">
      {toasts.map(toast => (
        <One key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function One({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), toast.lasts);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.lasts]);

  return (
    <div
      className={clsx(classes.toast, toast.tone === "bad" && classes.bad)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.text}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            dismiss(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className={classes.close}
        aria-label={t("common.close")}
        onClick={() => dismiss(toast.id)}
      >
        <IconX size={14} />
      </button>
    </div>
  );
}
