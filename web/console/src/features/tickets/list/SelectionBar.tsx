import { t } from "@havendesk/shared/i18n";
import { IconButton } from "@havendesk/shared/ui";
import {
  IconArchive,
  IconClock,
  IconSpam,
  IconTrash,
  IconUnread,
  IconUser,
  IconX,
} from "@havendesk/shared/ui/icons";
import { AssigneePicker } from "../actions/AssigneePicker";
import { PostponeMenu } from "../actions/PostponeMenu";
import { useInbox } from "../inbox";
import classes from "./SelectionBar.module.css";

/** What can be done to the selected tickets at once. */
export function SelectionBar() {
  const inbox = useInbox();
  const { selected, view, menu, setMenu, act } = inbox;
  if (selected.size === 0) return null;
  const gone = view === "deleted" || view === "spam";
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("selection.label")}>
      <span className={classes.count} aria-live="polite">
        {t("selection.count", { count: selected.size })}
      </span>
      {gone ? (
        <IconButton
          label={view === "spam" ? t("action.notSpam") : t("action.restore")}
          onClick={() => act({ name: view === "spam" ? "notSpam" : "restore" })}
        >
          <IconArchive size={17} />
        </IconButton>
      ) : (
        <IconButton label={t("action.resolve")} keys="e" onClick={() => act({ name: "resolve" })}>
          <IconArchive size={17} />
        </IconButton>
      )}
      <AssigneePicker
        chosen={null}
        opened={menu === "assign"}
        onOpenedChange={opened => setMenu(opened ? "assign" : null)}
        onPick={agent => act({ name: "assign", agent })}
      >
        {open => (
          <IconButton label={t("action.assign")} keys="a" onClick={open}>
            <IconUser size={17} />
          </IconButton>
        )}
      </AssigneePicker>
      <PostponeMenu
        opened={menu === "postpone"}
        onOpenedChange={opened => setMenu(opened ? "postpone" : null)}
        onPick={until => act({ name: "postpone", until })}
      >
        {toggle => (
          <IconButton label={t("action.postpone")} keys="s" onClick={toggle}>
            <IconClock size={17} />
          </IconButton>
        )}
      </PostponeMenu>
      <IconButton label={t("action.unread")} keys="u" onClick={() => act({ name: "unread" })}>
        <IconUnread size={17} />
      </IconButton>
      {view !== "spam" && (
        <IconButton label={t("action.spam")} keys="!" onClick={() => act({ name: "spam" })}>
          <IconSpam size={17} />
        </IconButton>
      )}
      {view !== "deleted" && (
        <IconButton label={t("action.delete")} keys="#" onClick={() => act({ name: "delete" })}>
          <IconTrash size={17} />
        </IconButton>
      )}
      <IconButton label={t("selection.clear")} keys="Esc" onClick={inbox.clearSelection}>
        <IconX size={17} />
      </IconButton>
    </div>
  );
}
