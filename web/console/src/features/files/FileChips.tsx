import type { FileRef } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { IconButton } from "@havendesk/shared/ui";
import { IconFile, IconX } from "@havendesk/shared/ui/icons";
import clsx from "clsx";
import classes from "./Attachments.module.css";
import type { Upload } from "./useUploads";

interface Props {
  files: FileRef[];
  uploads: Upload[];
  onRemove: (file: FileRef) => void;
  onDismiss: (key: number) => void;
}

/** The files of what is being written: stored, on their way, or refused with the reason. */
export function FileChips({ files, uploads, onRemove, onDismiss }: Props) {
  if (files.length + uploads.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("files.label")}>
      {files.map(file => (
        <li key={file.id} className={classes.file}>
          <IconFile size={18} stroke={1.5} />
          <span className={classes.words}>
            <span className={classes.name} dir="auto">
              {file.name}
            </span>
            <span className={classes.size}>{file.size > 0 && fileSize(file.size)}</span>
          </span>
          <IconButton label={t("files.remove", { name: file.name })} size={22} onClick={() => onRemove(file)}>
            <IconX size={13} />
          </IconButton>
        </li>
      ))}
      {uploads.map(file => (
        <li
          key={file.key}
          className={clsx(classes.file, file.error && classes.wrong)}
          role={file.error ? "alert" : undefined}
        >
          <span className={classes.words}>
            <span className={classes.name} dir="auto">
              {file.name}
            </span>
            <span className={classes.size}>{file.error ?? fileSize(file.size)}</span>
            {!file.error && (
              <span
                className={classes.progress}
                role="progressbar"
                aria-label={t("files.uploading", { name: file.name })}
                aria-valuenow={Math.round(file.share * 100)}
              >
                <span style={{ inlineSize: `${file.share * 100}%` }} />
              </span>
            )}
          </span>
          {file.error && (
            <IconButton label={t("common.close")} size={22} onClick={() => onDismiss(file.key)}>
              <IconX size={13} />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}
