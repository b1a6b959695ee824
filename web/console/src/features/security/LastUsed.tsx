import { t, template } from "@havendesk/shared/i18n";
import { Sentence, Time } from "@havendesk/shared/ui";
import classes from "../rooms/Room.module.css";

/** When a way in was used the last time, if ever. */
export function LastUsed({ at }: { at: string | null }) {
  return (
    <span className={classes.detail}>
      {at ? (
        <Sentence text={template("security.keys.lastUsed") ?? ""} parts={{ time: <Time at={at} ago /> }} />
      ) : (
        t("apikeys.neverUsed")
      )}
    </span>
  );
}
