import { csrfToken } from "./client";
import { Problem } from "./problem";
import type { FileRef } from "./types";

export const largestFile = 25 * 1024 * 1024;

/** Stores a file. fetch() reports no progress of what it sends, hence the older request. */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/rest/files");
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("X-XSRF-TOKEN", csrfToken());
    request.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Problem(0, "offline", null));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) resolve(body as unknown as FileRef);
      else reject(new Problem(request.status, body.title ?? "", body.detail ?? null));
    };
    signal?.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

function parsed(text: string): { title?: string; detail?: string } {
  try {
    return JSON.parse(text) as { title?: string; detail?: string };
  } catch {
    return {};
  }
}
