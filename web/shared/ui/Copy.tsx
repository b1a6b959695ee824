import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { t } from "../i18n";
import { IconButton } from "./IconButton";
import { IconCheck, IconCopy } from "./icons";

function useCopying(text: string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: () => void navigator.clipboard.writeText(text).then(() => setCopied(true)) };
}

/** Copies a text and says so for a moment. */
export function Copy({ text, label }: { text: string; label?: string }) {
  const { copied, copy } = useCopying(text);
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
      onClick={copy}
    >
      {copied ? t("common.copied") : (label ?? t("common.copy"))}
    </Button>
  );
}

/** The same, where there is room for an icon alone. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopying(text);
  return (
    <IconButton size={26} label={copied ? t("common.copied") : label} onClick={copy}>
      {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </IconButton>
  );
}
