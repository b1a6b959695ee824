import { t } from "@havendesk/shared/i18n";
import { lazy, Suspense } from "react";
import { nonce } from "../../app/nonce";
import classes from "./Room.module.css";

const Editor = lazy(() => import("@havendesk/shared/ui/editor"));

/** A field for a signature. */
export function HtmlField({
  label,
  html,
  onChange,
}: {
  label: string;
  html: string;
  onChange: (html: string) => void;
}) {
  return (
    <div>
      <div className={classes.label}>{label}</div>
      <div className={classes.editor}>
        <Suspense fallback={<div style={{ blockSize: 130 }}>{t("common.loading")}</div>}>
          <Editor html={html} onChange={onChange} label={label} nonce={nonce} />
        </Suspense>
      </div>
    </div>
  );
}
