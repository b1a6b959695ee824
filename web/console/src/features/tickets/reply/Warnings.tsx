import type { Address, FileRef } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { IconAlert } from "@havendesk/shared/ui/icons";
import classes from "./ReplyArea.module.css";

/** Many servers refuse a mail of 25 MB, and a file grows by a third when it is written into one. */
const muchToCarry = 18_000_000;
const manyPeople = 50;

interface Written {
  to: Address[];
  cc: Address[];
  bcc: Address[];
  attachments: FileRef[];
}

/** Says what may go wrong with a mail before it is sent; it can be sent all the same. */
export function Warnings({ writing: { to, cc, bcc, attachments } }: { writing: Written }) {
  const size = attachments.reduce((sum, file) => sum + file.size, 0);
  const count = to.length + cc.length + bcc.length;
  const warnings = [
    size > muchToCarry && t("reply.largeFiles", { size: fileSize(size) }),
    count > manyPeople && t("reply.manyPeople", { count }),
  ].filter(warning => warning !== false);
  return (
    <div role="status">
      {warnings.map(warning => (
        <p key={warning} className={classes.warning}>
          <IconAlert size={15} aria-hidden />
          {warning}
        </p>
      ))}
    </div>
  );
}
