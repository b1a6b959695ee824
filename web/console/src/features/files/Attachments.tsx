import type { FileRef } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { IconFile, IconFileText } from "@havendesk/shared/ui/icons";
import { useState } from "react";
import classes from "./Attachments.module.css";
import { Pictures } from "./Pictures";

export const isPicture = ({ type }: FileRef) => /^image\/(png|jpeg|gif|webp)$/.test(type);

/** The files of a message. Pictures open here, the rest in a tab or as a download. */
export function Attachments({ files }: { files: FileRef[] }) {
  const [shown, setShown] = useState<FileRef | null>(null);
  if (files.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t("files.label")}>
      {files.map(file => (
        <li key={file.id}>
          {isPicture(file) ? (
            <button type="button" className={classes.file} onClick={() => setShown(file)}>
              <img className={classes.thumb} src={file.url} alt="" loading="lazy" />
              <Words file={file} />
            </button>
          ) : (
            <a className={classes.file} href={file.url} target="_blank" rel="noopener">
              {file.type === "application/pdf" ? (
                <IconFileText size={22} stroke={1.5} />
              ) : (
                <IconFile size={22} stroke={1.5} />
              )}
              <Words file={file} />
            </a>
          )}
        </li>
      ))}
      {shown && <Pictures pictures={files.filter(isPicture)} shown={shown} onShow={setShown} />}
    </ul>
  );
}

function Words({ file }: { file: FileRef }) {
  return (
    <span className={classes.words}>
      <span className={classes.name} title={file.name} dir="auto">
        {file.name}
      </span>
      <span className={classes.size}>{fileSize(file.size)}</span>
    </span>
  );
}
