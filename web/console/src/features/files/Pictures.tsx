import type { FileRef } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { IconDownload } from "@havendesk/shared/ui/icons";
import type { KeyboardEvent } from "react";
import classes from "./Attachments.module.css";

interface Props {
  pictures: FileRef[];
  shown: FileRef;
  onShow: (file: FileRef | null) => void;
}

/** A picture in full; the arrow keys lead to the others of the same message. */
export function Pictures({ pictures, shown, onShow }: Props) {
  const step = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = pictures[pictures.findIndex(file => file.id === shown.id) + by];
    if (by !== 0 && next) onShow(next);
  };
  return (
    <Modal
      opened
      onClose={() => onShow(null)}
      title={shown.name}
      size="auto"
      onKeyDown={step}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.viewer}>
        <img src={shown.url} alt={shown.name} />
        <div className={classes.viewerBar}>
          {pictures.length > 1 &&
            t("files.position", { position: pictures.indexOf(shown) + 1, total: pictures.length })}
          <span>{fileSize(shown.size)}</span>
          <Button
            component="a"
            href={shown.url}
            download={shown.name}
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} />}
          >
            {t("files.download")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
