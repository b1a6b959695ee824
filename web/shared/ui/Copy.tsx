import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { t } from "../i18n";
import { IconCheck, IconCopy } from "./icons";

/** Copies a text and says so for a moment. */
export function Copy({ text, label }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? t("common.copied") : (label ?? t("common.copy"))}
    </Button>
  );
}
