import { largestFile, problemOf, upload, type FileRef } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { reasonOf } from "@havendesk/shared/ui";
import { useCallback, useState } from "react";

export interface Upload {
  key: number;
  name: string;
  size: number;
  /** 0 to 1. */
  share: number;
  error?: string;
}

let nextKey = 1;

/** Stores files one beside the other and says how far each is, or why it was not taken. */
export function useUploads(onStored: (file: FileRef, isPicture: boolean) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const change = (key: number, part: Partial<Upload>) =>
    setUploads(all => all.map(found => (found.key === key ? { ...found, ...part } : found)));
  const dismiss = useCallback((key: number) => setUploads(all => all.filter(found => found.key !== key)), []);

  const start = (files: File[], insert?: (picture: { url: string; id: string; name: string }) => void) => {
    for (const file of files) {
      const key = nextKey++;
      const tooLarge = file.size > largestFile;
      const error = tooLarge ? t("files.tooLarge", { limit: fileSize(largestFile) }) : undefined;
      setUploads(all => [...all, { key, name: file.name, size: file.size, share: 0, error }]);
      if (tooLarge) continue;
      upload(file, share => change(key, { share })).then(
        stored => {
          dismiss(key);
          const isPicture = insert !== undefined && file.type.startsWith("image/");
          if (isPicture) insert({ url: stored.url, id: stored.id, name: stored.name });
          onStored(stored, isPicture);
        },
        (problem: unknown) =>
          change(key, {
            error:
              problemOf(problem).status === 413
                ? t("files.tooLarge", { limit: fileSize(largestFile) })
                : reasonOf(problem),
          }),
      );
    }
  };
  return { uploads, start, dismiss, isBusy: uploads.some(file => !file.error) };
}
