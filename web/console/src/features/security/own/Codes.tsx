import { dateOnly, t } from "@havendesk/shared/i18n";
import { Copy, saveFile } from "@havendesk/shared/ui";
import { IconDownload, IconPrint } from "@havendesk/shared/ui/icons";
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import classes from "../../rooms/Room.module.css";
import { useSession } from "../../session/session";
import own from "../Security.module.css";

/** The recovery codes on the one occasion that they are shown: whoever goes on has said that they keep them. */
export function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const { account, agent } = useSession();
  const paper = paperOf(codes, account.name, agent.email, dateOnly(new Date().toISOString()));
  return (
    <div className={classes.form}>
      <p className={own.text}>{t("security.codesSays")}</p>
      <ol className={own.codes}>
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={classes.foot}>
        <Copy text={paper} label={t("security.copyCodes")} />
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconDownload size={13} />}
          onClick={() => saveFile(new Blob([paper], { type: "text/plain" }), "recovery-codes.txt")}
        >
          {t("files.download")}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPrint size={13} />}
          onClick={() => print(paper)}
        >
          {t("security.print")}
        </Button>
      </div>
      <Checkbox
        label={t("security.keptCodes")}
        checked={kept}
        onChange={event => setKept(event.currentTarget.checked)}
      />
      <div className={classes.foot}>
        <Button size="sm" disabled={!kept} onClick={onDone}>
          {t("security.done")}
        </Button>
      </div>
    </div>
  );
}

const paperOf = (codes: string[], account: string, email: string, date: string) =>
  [t("security.paperTitle", { account }), `${email}, ${date}`, "", ...codes, ""].join("\n");

/** Prints the codes and nothing else of the page. */
function print(paper: string) {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page && frame.contentWindow) {
    const text = page.createElement("pre");
    text.textContent = paper;
    page.body.append(text);
    frame.contentWindow.focus();
    frame.contentWindow.print();
  }
  setTimeout(() => frame.remove(), 60_000);
}
