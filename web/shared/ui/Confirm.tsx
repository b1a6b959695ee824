import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { t } from "../i18n";
import { Modal } from "./Modal";

interface Props {
  title: string;
  children: ReactNode;
  action: string;
  /** The word to type where there is no way back. */
  word?: string;
  busy?: boolean;
  /** There is nothing to confirm yet. */
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone, saying what will happen. */
export function Confirm({ title, children, action, word, busy, disabled, onConfirm, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const ready = !disabled && (!word || typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase());
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="sm"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          if (ready) onConfirm();
        }}
      >
        <Stack gap="md">
          <Text size="md" component="div">
            {children}
          </Text>
          {word && (
            <TextInput
              label={t("common.typeWord", { word })}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" color="red" disabled={!ready} loading={busy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
