import { t } from "@havendesk/shared/i18n";
import { IconButton, Keys } from "@havendesk/shared/ui";
import { IconArchive, IconChevronDown, IconNote, IconSend, IconTrash } from "@havendesk/shared/ui/icons";
import { Button, Menu, Tooltip } from "@mantine/core";
import classes from "./ReplyArea.module.css";
import type { Saving } from "./useDraft";

interface Props {
  isNote: boolean;
  ready: boolean;
  saving: Saving;
  onSend: (then?: "resolved") => void;
  onDiscard: () => void;
}

/** Sends, and says that the draft is kept. */
export function ComposerFoot({ isNote, ready, saving, onSend, onDiscard }: Props) {
  return (
    <div className={classes.foot}>
      {isNote ? (
        <Button
          size="sm"
          className={classes.noteSend}
          disabled={!ready}
          leftSection={<IconNote size={15} />}
          onClick={() => onSend()}
        >
          {t("reply.addNote")}
        </Button>
      ) : (
        <SendButton ready={ready} onSend={onSend} />
      )}
      <span className={classes.saved} role="status">
        {saving === "saved" && t("draft.saved")}
        {saving === "waiting" && t("draft.saving")}
        {saving === "failed" && t("draft.failed")}
      </span>
      <IconButton label={t("draft.discard")} onClick={onDiscard}>
        <IconTrash size={16} />
      </IconButton>
    </div>
  );
}

function SendButton({ ready, onSend }: Pick<Props, "ready" | "onSend">) {
  return (
    <span className={classes.split}>
      <Tooltip label={<Keys text={t("reply.send")} keys="Ctrl Enter" />}>
        <Button size="sm" disabled={!ready} leftSection={<IconSend size={15} />} onClick={() => onSend()}>
          {t("reply.send")}
        </Button>
      </Tooltip>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="sm" disabled={!ready} aria-label={t("reply.moreWays")}>
            <IconChevronDown size={15} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => onSend("resolved")}>
            {t("reply.sendAndResolve")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
