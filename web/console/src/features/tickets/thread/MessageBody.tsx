import { urlOf, type Message } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { FrameHtml, isSimple, SimpleHtml } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import classes from "./Message.module.css";
import { nameOf } from "./names";

/** The words of a message: in the console's own type where they have no layout of their own, else in a frame. */
export function MessageBody({ message }: { message: Message }) {
  const [images, setImages] = useState(false);
  const [quoted, setQuoted] = useState(false);
  const plain = useMemo(
    () => Boolean(message.html) && !message.remoteImages && isSimple(message.html ?? ""),
    [message],
  );
  const framed = Boolean(message.html) && !plain;
  return (
    <div className={classes.body}>
      {message.remoteImages && !images && (
        <div className={classes.bar}>
          <span>{t("message.remoteImages")}</span>
          <Button size="compact-xs" variant="default" onClick={() => setImages(true)}>
            {t("message.showImages")}
          </Button>
        </div>
      )}
      {!message.html ? (
        <p className={classes.text} dir="auto">
          {message.text}
        </p>
      ) : plain ? (
        <SimpleHtml html={message.html} className={classes.html} />
      ) : (
        <FrameHtml
          src={urlOf(`/rest/messages/${message.id}/frame`, {
            images: images || null,
            quoted: quoted || null,
          })}
          title={t("message.frame", { name: nameOf(message) })}
        />
      )}
      {message.quoted && (
        <button
          type="button"
          className={classes.fold}
          aria-expanded={quoted}
          onClick={() => setQuoted(!quoted)}
        >
          {foldText(message.kind, quoted)}
        </button>
      )}
      {message.quoted && quoted && !framed && (
        <div className={classes.quoted}>
          <SimpleHtml html={message.quoted} className={classes.html} />
        </div>
      )}
    </div>
  );
}

/** Below what we wrote stands our signature; below what came, what it repeats. */
const foldText = (kind: Message["kind"], open: boolean) =>
  kind === "reply"
    ? t(open ? "message.hideSignature" : "message.showSignature")
    : t(open ? "message.hideQuoted" : "message.showQuoted");
